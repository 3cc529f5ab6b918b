import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang, type Localized } from '../../../../kernel/i18n/lang.ts';
import { Copyable, Details, Link, Table, usePage } from '../../../../ui/index.ts';
import { figurePaths } from '../../../figures/index.ts';
import { say } from '../../messages.ts';

/** A published figure, as a text may quote it. */
export interface QuotableFigure {
  slug: string;
  name: Localized;
  unit: Localized;
  /** Its value on the day of the text. */
  value: number | null;
}

/** The figures that a text may quote, with their directive to copy, and the little Markdown that one needs. */
export function FigurePanel({ figures, on }: { figures: readonly QuotableFigure[]; on: Temporal.PlainDate }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <Details summary={t('panel.figures', { count: figures.length })}>
        <Table
          caption={t('panel.caption', { day: formatDate(on, lang) })}
          columns={[
            { header: t('panel.figure') },
            { header: t('panel.value'), numeric: true },
            { header: t('side.fr') },
            { header: t('side.en') },
          ]}
          firstCellIsHeader
          rows={figures.map(({ slug, name, unit, value }) => [
            <Link href={figurePaths.figure(slug)}>{inLang(name, lang)}</Link>,
            value === null ? '–' : formatNumber(value, lang),
            <Copyable>{`:chiffre[${unit.fr}]{#${slug}}`}</Copyable>,
            <Copyable>{`:figure[${inLang(unit, 'en')}]{#${slug}}`}</Copyable>,
          ])}
        />
        <p>{t('panel.more')}</p>
        <ul>
          {(['said', 'words', 'day'] as const).map((one) => (
            <li>
              <code>{t(`panel.${one}.code`)}</code> {t(`panel.${one}`)}
            </li>
          ))}
        </ul>
      </Details>
      <Details summary={t('panel.markdown')}>
        <ul>
          {(['heading', 'list', 'strong', 'link', 'quote'] as const).map((one) => (
            <li>
              <code>{t(`markdown.${one}.code`)}</code> {t(`markdown.${one}`)}
            </li>
          ))}
        </ul>
      </Details>
    </>
  );
}
