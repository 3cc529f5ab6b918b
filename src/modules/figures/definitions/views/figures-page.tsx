import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, DayBar, Link, Page, Table, Tag, usePage } from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import { formatValue } from '../../views/words.ts';
import type { FigureVersion } from '../queries.ts';

export interface FiguresPageProps {
  day: AskedDay;
  figures: { version: FigureVersion; value: number | null }[];
  drafts: FigureVersion[];
  mayDefine: boolean;
}

/** Every published figure on a day, and for staff those being written. */
export function FiguresPage({ day, figures, drafts, mayDefine }: FiguresPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('figures.title')} description={t('figures.lede')}>
      <h1>{t('figures.title')}</h1>
      <p class="lede">{t('figures.lede')}</p>
      <DayBar {...dayBar(day, figurePaths.figures())} />
      <ul class="figure-list">
        {figures.map(({ version, value }) => (
          <li>
            <p class="figure-list-value">
              <b>{formatValue(value, lang)}</b> {inLang(version.unit, lang)}
            </p>
            <div>
              <h2>
                <Link href={withQuery(figurePaths.figure(version.slug), day.query)}>{inLang(version.name, lang)}</Link>
              </h2>
              <p>{inLang(version.rule, lang)}</p>
            </div>
          </li>
        ))}
      </ul>
      {drafts.length > 0 && (
        <Table
          caption={t('figures.drafts')}
          firstCellIsHeader
          columns={[{ header: t('column.figure') }, { header: t('column.version') }, { header: t('column.draftedBy') }]}
          rows={drafts.map((draft) => [
            <Link href={mayDefine ? figurePaths.draft(draft.slug) : figurePaths.figure(draft.slug)}>{inLang(draft.name, lang)}</Link>,
            <Tag kind="waiting">{t('version.draft', { number: draft.number })}</Tag>,
            draft.draftedBy,
          ])}
        />
      )}
      {mayDefine && (
        <p>
          <Button href={figurePaths.newFigure()}>{t('figures.new')}</Button>
        </p>
      )}
      <p>
        <Link href={figurePaths.verifier()}>{t('figures.verify')}</Link>
      </p>
    </Page>
  );
}

/** The day bar of a page, from what its address asks for. */
export function dayBar(day: AskedDay, path: string, params: Record<string, string> = {}) {
  return {
    on: day.typed.on,
    knownAt: day.typed.knownAt,
    onInWords: day.inWords.on,
    knownAtInWords: day.inWords.knownAt,
    todayHref: withQuery(path, params),
    action: path,
    params,
    errors: day.errors,
  };
}
