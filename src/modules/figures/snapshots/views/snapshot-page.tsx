import type { Catalogue } from '../../../../kernel/catalogue.ts';
import { formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import type { PublishedKey } from '../../../../kernel/signing/index.ts';
import { BigNumbers, Details, Link, Page, SummaryList, Tag, usePage } from '../../../../ui/index.ts';
import { withQuery } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { figurePaths } from '../../paths.ts';
import { ExcludedTable, RowsTable } from '../../views/rows-table.tsx';
import { formatValue, shownOf, valueInWords } from '../../views/words.ts';
import type { PublishedSnapshot } from '../queries.ts';
import { Verifying } from './verifying.tsx';

export interface SnapshotPageProps {
  snapshot: PublishedSnapshot;
  current: { sameDay: number | null; today: number | null };
  today: Temporal.PlainDate;
  catalogue: Catalogue;
  keys: PublishedKey[];
  /** The site's address, for what is read elsewhere. */
  siteUrl: string;
}

/** Rows beyond this number are in the file, not on the page. */
const mostRows = 300;

/** The public proof of one frozen figure, in words that someone who never heard of the register understands. */
export function SnapshotPage(props: SnapshotPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const {
    snapshot: { payload, code, on, knownAt },
    catalogue,
    siteUrl,
  } = props;
  const { figure, value, rows, excluded, alternatives, expression } = payload;
  const title = valueInWords(value, figure.unit, lang);
  const collection = catalogue.collections.get(expression.collection);
  return (
    <Page
      title={`${title} – ${code}`}
      description={inLang(figure.rule, lang)}
      canonical={siteUrl + figurePaths.verify(code)}
      islands={['verify']}
      breadcrumbs={[
        { text: t('figures.title'), href: figurePaths.figures() },
        { text: inLang(figure.name, lang), href: withQuery(figurePaths.figure(figure.slug), { on: payload.on }) },
        { text: code },
      ]}
    >
      <p class="eyebrow">
        {t('snapshot.eyebrow')} · <code>{code}</code>
      </p>
      <h1>{title}</h1>
      <p class="lede">{t('snapshot.lede', { on: formatDate(on, lang), knownAt: formatInstant(knownAt, lang) })}</p>
      <h2>{t('snapshot.counted')}</h2>
      <p>{inLang(figure.rule, lang)}</p>
      <StillTrue {...props} />
      {alternatives.length > 0 && (
        <>
          <h2>{t('snapshot.alternatives')}</h2>
          <p>{t('snapshot.alternativesWhy')}</p>
          <BigNumbers items={alternatives.map((one) => ({ value: formatValue(one.value, lang), label: inLang(one.label, lang) }))} />
        </>
      )}
      <Verifying {...props} />
      <h2>{t('snapshot.rows')}</h2>
      {rows.length === 0 ? (
        <p>{t('figure.noRows')}</p>
      ) : (
        <RowsTable
          caption={t('draft.rowsCaption', shownOf(rows.length, mostRows))}
          rows={rows.slice(0, mostRows)}
          collection={collection}
          expression={expression}
        />
      )}
      {excluded.length > 0 && (
        <>
          <h2>{t('figure.excluded')}</h2>
          <p>{t('figure.excludedWhy')}</p>
          <ExcludedTable caption={t('figure.excludedCaption', shownOf(excluded.length, mostRows))} rows={excluded.slice(0, mostRows)} />
        </>
      )}
      <Signature {...props} />
    </Page>
  );
}

/** Whether the register says the same today, of that day and of this one. */
function StillTrue({ snapshot: { payload, on }, current: { sameDay, today: todays }, today }: SnapshotPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { unit } = payload.figure;
  const corrected = sameDay !== payload.value;
  const words = {
    on: formatDate(on, lang),
    published: formatValue(payload.value, lang),
    sameDay: valueInWords(sameDay, unit, lang),
    today: formatDate(today, lang),
    now: valueInWords(todays, unit, lang),
  };
  return (
    <>
      <h2>{t('snapshot.still')}</h2>
      <p>
        <Tag kind={corrected ? 'waiting' : 'good'}>{t(corrected ? 'snapshot.correctedTag' : 'snapshot.unchangedTag')}</Tag>{' '}
        {t(corrected ? 'snapshot.corrected' : 'snapshot.unchanged', words)}
      </p>
      {!on.equals(today) && <p>{t(todays === sameDay ? 'snapshot.sameToday' : 'snapshot.otherToday', words)}</p>}
      <p>
        <Link href={withQuery(figurePaths.figure(payload.figure.slug), { on: payload.on })}>{t('snapshot.live')}</Link>
      </p>
    </>
  );
}

function Signature({ snapshot: { payload, code, hash, signature, key, frozenAt } }: SnapshotPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('snapshot.signature')}</h2>
      <SummaryList
        rows={[
          { key: t('column.code'), value: <code>{code}</code> },
          {
            key: t('column.figure'),
            value: t('snapshot.version', { name: inLang(payload.figure.name, lang), number: payload.figure.version }),
          },
          { key: t('column.frozenBy'), value: t('snapshot.frozenBy', { by: payload.frozenBy, at: formatInstant(frozenAt, lang) }) },
          { key: t('snapshot.revision'), value: String(payload.revision) },
          {
            key: t('snapshot.key'),
            value: (
              <>
                <code>{key.id}</code>
                {key.retiredAt && <> {t('snapshot.keyRetired', { at: formatInstant(key.retiredAt, lang) })}</>}
              </>
            ),
          },
          { key: t('snapshot.hash'), value: <code class="long-code">{hash}</code> },
          { key: t('snapshot.signatureValue'), value: <code class="long-code">{signature}</code> },
        ]}
      />
      <Details summary={t('snapshot.openssl')}>
        <p>{t('snapshot.opensslWhy')}</p>
        <pre class="command">
          <code>openssl pkeyutl -verify -pubin -inkey cle.pem -rawin -in contenu.json -sigfile signature</code>
        </pre>
      </Details>
    </>
  );
}
