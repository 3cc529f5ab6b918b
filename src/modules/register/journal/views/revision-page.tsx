import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { Button, EmptyState, Form, Link, Page, Pagination, SummaryList, usePage } from '../../../../ui/index.ts';
import { withQuery } from '../../asked-day.ts';
import { aboutInWords, columnInWords, saysInWords } from '../../facts/in-words.ts';
import type { Refs } from '../../facts/refs.ts';
import { Changes } from '../../facts/views/history-page.tsx';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import type { RevisionChange, RevisionRow } from '../queries.ts';
import { commandLabel } from './command-label.ts';

export interface RevisionPageProps {
  revision: RevisionRow;
  changes: RevisionChange[];
  total: number;
  refs: Refs;
  mayUndo: boolean;
  page: number;
  pages: number;
}

/** One write on the register: who, when, why, and each fact that it touched. */
export function RevisionPage({ revision, changes, total, refs, mayUndo, page, pages }: RevisionPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('done.revision', { number: revision.number });
  const path = registerPaths.revision(revision.number);
  return (
    <Page
      title={title}
      noIndex
      breadcrumbs={[
        { text: t('register.title'), href: registerPaths.parties() },
        { text: t('journal.title'), href: registerPaths.journal() },
        { text: title },
      ]}
    >
      <p class="eyebrow">{commandLabel(revision.command, lang)}</p>
      <h1>{title}</h1>
      <SummaryList
        rows={[
          { key: t('form.reason'), value: revision.reason },
          { key: t('journal.who'), value: revision.actor },
          { key: t('journal.when'), value: formatInstant(revision.at, lang) },
          {
            key: t('journal.then'),
            value: <Link href={withQuery(registerPaths.parties(), { knownAt: revision.at.toString() })}>{t('history.asKnown')}</Link>,
          },
        ]}
      />
      {mayUndo && (
        <Form action={registerPaths.undo(revision.number)}>
          <Button kind="secondary">{t('journal.undo')}</Button>
        </Form>
      )}
      <h2>{t('journal.changes', { count: total })}</h2>
      {changes.length === 0 && <EmptyState title={t('journal.noChange')} />}
      {changes.map((change) => (
        <Change change={change} refs={refs} />
      ))}
      <Pagination page={page} pages={pages} hrefOf={(number) => withQuery(path, { page: number })} />
    </Page>
  );
}

function Change({ change: { kind, factId, change, before, after, changed }, refs }: { change: RevisionChange; refs: Refs }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const row = (after ?? before)!;
  return (
    <section class="change">
      <h3>
        <Link href={registerPaths.history(kind, factId)}>{aboutInWords({ kind, row }, refs, lang)}</Link>
      </h3>
      <p>
        {t(`history.${change}`)} : {saysInWords({ kind, row }, refs, lang)}, {columnInWords('valid', row, refs, lang)}
      </p>
      {before && after && changed.length > 0 && <Changes before={before} after={after} columns={changed} refs={refs} />}
    </section>
  );
}
