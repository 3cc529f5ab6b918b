import type { Catalogue } from '../../../../kernel/catalogue.ts';
import { formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Button,
  ButtonGroup,
  DayBar,
  EmptyState,
  ExportLinks,
  Form,
  InsetText,
  Link,
  Page,
  Pagination,
  Table,
  Tag,
  usePage,
} from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import type { SnapshotSummary } from '../../snapshots/queries.ts';
import { ExcludedTable, RowsTable } from '../../views/rows-table.tsx';
import { formatValue, shownOf, valueInWords } from '../../views/words.ts';
import type { FigureEvaluation, FigureVersion } from '../queries.ts';
import { dayBar } from './figures-page.tsx';

export interface FigurePageProps {
  day: AskedDay;
  evaluation: FigureEvaluation;
  versions: FigureVersion[];
  snapshots: SnapshotSummary[];
  catalogue: Catalogue;
  page: number;
  pages: number;
  mayDefine: boolean;
  mayFreeze: boolean;
  /** A sentence on why the figure could not be frozen. */
  refusal?: string | undefined;
}

/** One figure on a day: its value, its rule, its other readings, the rows behind it, what was left out, its versions. */
export function FigurePage(props: FigurePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { day, evaluation, catalogue, page, pages } = props;
  const { version, value, alternatives, rows, excluded, counted, left } = evaluation;
  const path = figurePaths.figure(version.slug);
  const collection = catalogue.collections.get(version.reading.expression.collection);
  const name = inLang(version.name, lang);
  return (
    <Page
      title={name}
      description={inLang(version.rule, lang)}
      breadcrumbs={[{ text: t('figures.title'), href: figurePaths.figures() }, { text: name }]}
    >
      <p class="eyebrow">{t('figure.eyebrow')}</p>
      <h1>{name}</h1>
      <p class="lede">{inLang(version.rule, lang)}</p>
      <DayBar {...dayBar(day, path)} />
      {props.refusal && <InsetText>{props.refusal}</InsetText>}
      <BigNumbers items={[{ value: formatValue(value, lang), label: inLang(version.unit, lang) }]} />
      {value === null && <p>{t('figure.noValue')}</p>}
      {alternatives.length > 0 && (
        <>
          <h2>{t('snapshot.alternatives')}</h2>
          <BigNumbers items={alternatives.map((one) => ({ value: formatValue(one.value, lang), label: inLang(one.label, lang) }))} />
        </>
      )}
      <h2>{t('figure.rows')}</h2>
      {counted === 0 ? (
        <EmptyState title={t('figure.noRows')} />
      ) : (
        <RowsTable
          caption={t('figure.rowsCaption', { count: counted })}
          rows={rows}
          collection={collection}
          expression={version.reading.expression}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(path, { ...day.query, page: number })} />
      {counted > 0 && (
        <ExportLinks hrefOf={(format) => withQuery(path, { ...day.query, format: format === 'csvExcel' ? 'csv-excel' : format })} />
      )}
      {left > 0 && (
        <>
          <h2>{t('figure.excluded')}</h2>
          <p>{t('figure.excludedWhy')}</p>
          <ExcludedTable caption={t('figure.excludedCaption', shownOf(left, excluded.length))} rows={excluded} />
        </>
      )}
      <Freezing {...props} />
      <History {...props} />
    </Page>
  );
}

/** What freezing means, the button for those who may, and the snapshots that exist. */
function Freezing({ evaluation: { version, value }, day, snapshots, mayFreeze }: FigurePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (!mayFreeze && snapshots.length === 0) return null;
  return (
    <>
      <h2>{t('figure.snapshots')}</h2>
      <p>{t('figure.snapshotsWhy')}</p>
      {mayFreeze && value !== null && (
        <Form action={figurePaths.snapshots(version.slug)}>
          <input type="hidden" name="on" value={day.at.on.toString()} />
          {day.knownAt && <input type="hidden" name="knownAt" value={day.knownAt.toString()} />}
          <Button>{t('figure.freeze', { value: valueInWords(value, version.unit, lang), day: formatDate(day.at.on, lang) })}</Button>
        </Form>
      )}
      {snapshots.length > 0 && (
        <Table
          caption={t('figure.snapshotsCaption', { count: snapshots.length })}
          firstCellIsHeader
          columns={[
            { header: t('column.code') },
            { header: t('column.value'), numeric: true },
            { header: t('column.on') },
            { header: t('column.knownAt') },
            { header: t('column.frozenBy') },
          ]}
          rows={snapshots.map((one) => [
            <Link href={figurePaths.verify(one.code)}>
              <code>{one.code}</code>
            </Link>,
            formatValue(one.value, lang),
            formatDate(one.on, lang),
            formatInstant(one.knownAt, lang),
            one.frozenBy,
          ])}
        />
      )}
    </>
  );
}

function History({ evaluation: { version }, versions, mayDefine }: FigurePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const draft = versions.find((one) => one.state === 'draft');
  return (
    <>
      <h2>{t('figure.versions')}</h2>
      <Table
        caption={t('figure.versionsCaption')}
        captionHidden
        firstCellIsHeader
        columns={[{ header: t('column.version') }, { header: t('column.rule') }, { header: t('column.published') }]}
        rows={versions.map((one) => [
          one.state === 'draft' ? (
            <Tag kind="waiting">{t('version.draft', { number: one.number })}</Tag>
          ) : (
            t('version.published', { number: one.number })
          ),
          inLang(one.rule, lang),
          one.publishedAt
            ? t('version.publishedBy', { by: one.publishedBy, at: formatInstant(one.publishedAt, lang) })
            : t('version.draftedBy', { by: one.draftedBy }),
        ])}
      />
      {mayDefine &&
        (draft ? (
          <p>
            <Button kind="secondary" href={figurePaths.draft(version.slug)}>
              {t('figure.continueDraft')}
            </Button>
          </p>
        ) : (
          <Form action={figurePaths.versions(version.slug)}>
            <ButtonGroup>
              <Button kind="secondary">{t('figure.newVersion')}</Button>
            </ButtonGroup>
          </Form>
        ))}
    </>
  );
}
