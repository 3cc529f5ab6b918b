import { Hono } from 'hono';
import { parseDay } from '../../../kernel/dates.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, seeOther } from '../../../kernel/http/env.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { respond } from '../../../ui/index.ts';
import { withQuery } from '../asked-day.ts';
import { loadRefs } from '../facts/refs.ts';
import { asKnownNow } from '../facts/revision.ts';
import { subjectPage } from '../facts/subject.ts';
import { undoable, undoRevision } from '../facts/undo.ts';
import { readPage } from '../list-params.ts';
import { mayReadJournal, mayRecord } from '../policy.ts';
import { getRevision, listRevisions } from './queries.ts';
import { JournalPage } from './views/journal-page.tsx';
import { RevisionPage } from './views/revision-page.tsx';

export const journalRoutes = new Hono<Env>();

journalRoutes.get('/registre/journal', async (c) => {
  const { act } = c.var;
  if (!mayReadJournal(act.actor)) throw new Forbidden();
  const typed = (name: string) => c.req.query(name)?.trim() ?? '';
  const filters = { text: typed('text'), command: typed('command'), from: typed('from'), to: typed('to') };
  const page = readPage(c);
  const list = await listRevisions(
    act.db,
    { ...filters, from: parseDay(filters.from) ?? undefined, to: parseDay(filters.to) ?? undefined },
    { offset: (page - 1) * pageSize, limit: pageSize },
  );
  return respond(c, <JournalPage {...list} filters={filters} page={page} pages={Math.ceil(list.total / pageSize)} />);
});

journalRoutes.get('/registre/journal/:number', async (c) => {
  const { act } = c.var;
  if (!mayReadJournal(act.actor)) throw new Forbidden();
  const page = readPage(c);
  const at = await asKnownNow(act);
  const found = await getRevision(act.db, Number(c.req.param('number')), at, { offset: (page - 1) * pageSize, limit: pageSize });
  return respond(
    c,
    <RevisionPage
      {...found}
      mayUndo={mayRecord(act.actor) && undoable.has(found.revision.command)}
      page={page}
      pages={Math.ceil(found.total / pageSize)}
    />,
  );
});

journalRoutes.post('/registre/journal/:number/annulation', async (c) => {
  const { act, lang } = c.var;
  const { revision, fact } = await undoRevision(act, Number(c.req.param('number')));
  const refs = await loadRefs(act.db, [fact.row], { on: dayOf(act.now), revision });
  return seeOther(c, withQuery(subjectPage(fact.row, refs, lang).href, { revision }));
});

const pageSize = 50;
