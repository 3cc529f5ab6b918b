import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { InsetText, Link, Page, Table, Timeline, usePage } from '../../../../ui/index.ts';
import { withQuery } from '../../asked-day.ts';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import type { JsonRow } from '../../schema.ts';
import type { FactHistory, FactVersion } from '../history.ts';
import { aboutInWords, columnInWords, columnLabel, saysInWords } from '../in-words.ts';
import type { Refs, SourceRow } from '../refs.ts';
import { subjectPage } from '../subject.ts';

export interface HistoryPageProps {
  history: FactHistory;
  /** Those who work here see who did it; others see that the secretariat did. */
  isStaff: boolean;
  mayChange: boolean;
}

/** The life of one fact: each revision that touched it, who, when, why, and what changed field by field. */
export function HistoryPage({ history, isStaff, mayChange }: HistoryPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const fact = { kind: history.kind, row: history.last };
  const subject = subjectPage(history.last, history.refs, lang);
  const title = t('history.title');
  return (
    <Page
      title={`${title} – ${aboutInWords(fact, history.refs, lang)}`}
      noIndex
      breadcrumbs={[
        { text: t('register.title'), href: registerPaths.parties() },
        { text: subject.text, href: subject.href },
        { text: title },
      ]}
    >
      <p class="eyebrow">{title}</p>
      <h1>{aboutInWords(fact, history.refs, lang)}</h1>
      <p class="lede">
        {saysInWords(fact, history.refs, lang)}, {columnInWords('valid', history.last, history.refs, lang)}
      </p>
      {!history.held && <InsetText>{t('history.retracted')}</InsetText>}
      {history.held && mayChange && <Actions history={history} />}
      <Timeline
        headingLevel={2}
        items={history.versions.map((version) => ({
          title: t(`history.${version.change}`),
          by: isStaff ? version.revision.actor : t('history.secretariat'),
          when: formatInstant(version.revision.at, lang),
          datetime: version.revision.at.toString(),
          children: <Version version={version} history={history} subject={subject} isStaff={isStaff} />,
        }))}
      />
    </Page>
  );
}

function Version({
  version,
  history: { refs },
  subject,
  isStaff,
}: {
  version: FactVersion;
  history: FactHistory;
  subject: { href: string };
  isStaff: boolean;
}) {
  const t = say.in(usePage().lang);
  const { revision, before, after, changed } = version;
  return (
    <>
      <p>{revision.reason}</p>
      {before && after ? (
        changed.length > 0 && <Changes before={before} after={after} columns={changed} refs={refs} />
      ) : (
        <Statement row={(after ?? before)!} refs={refs} />
      )}
      <p class="row-note">
        {isStaff ? (
          <Link href={registerPaths.revision(revision.number)}>{t('done.revision', { number: revision.number })}</Link>
        ) : (
          t('done.revision', { number: revision.number })
        )}
        {' · '}
        <Link href={withQuery(subject.href, { knownAt: revision.at.toString() })}>{t('history.asKnown')}</Link>
      </p>
    </>
  );
}

/** What changed, field by field. */
export function Changes({ before, after, columns, refs }: { before: JsonRow; after: JsonRow; columns: readonly string[]; refs: Refs }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Table
      caption={t('history.changes')}
      captionHidden
      dense
      firstCellIsHeader
      columns={[{ header: t('history.field') }, { header: t('history.before') }, { header: t('history.after') }]}
      rows={columns.map((column) => [
        columnLabel(column, lang),
        columnInWords(column, before, refs, lang),
        columnInWords(column, after, refs, lang),
      ])}
    />
  );
}

/** The fact as it was recorded or retracted: dates, certainty, the whole source with its address. */
function Statement({ row, refs }: { row: JsonRow; refs: Refs }) {
  const { lang } = usePage();
  const source = refs.sources.get(String(row['source_id']));
  const columns = ['valid', 'certainty', 'note'].filter((column) => row[column] !== null);
  return (
    <dl class="statement">
      {columns.map((column) => (
        <div>
          <dt>{columnLabel(column, lang)}</dt>
          <dd>{columnInWords(column, row, refs, lang)}</dd>
        </div>
      ))}
      {source && (
        <div>
          <dt>{columnLabel('source_id', lang)}</dt>
          <dd>
            <WholeSource source={source} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Actions({ history: { kind, factId, last } }: { history: FactHistory }) {
  const t = say.in(usePage().lang);
  const open = String(last['valid']).endsWith(',)');
  const actions = [
    last['retained'] !== true && ('choix' as const),
    last['retained'] === true && open && ('fin' as const),
    'correction' as const,
    'retrait' as const,
  ];
  return (
    <ul class="row-actions">
      {actions.map(
        (action) =>
          action && (
            <li>
              <Link href={registerPaths.changeFact(kind, factId, action)}>{t(`fact.action.${action}`)}</Link>
            </li>
          ),
      )}
    </ul>
  );
}

/** A source in full; an address that its title already says is not said twice. */
function WholeSource({ source: { title, url, publisher } }: { source: SourceRow }) {
  if (!url) return <>{[title, publisher].filter(Boolean).join(', ')}</>;
  const link = (
    <a href={url} rel="external">
      {url}
    </a>
  );
  const [before, after] = title.split(url);
  return after === undefined ? (
    <>
      {[title, publisher].filter(Boolean).join(', ')} – {link}
    </>
  ) : (
    <>
      {before}
      {link}
      {after}
    </>
  );
}
