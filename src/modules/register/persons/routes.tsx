import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { requiredText } from '../../../kernel/http/fields.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay, withQuery } from '../asked-day.ts';
import { recordByForm, type RecordInput } from '../facts/commands.ts';
import { readDone } from '../facts/done.ts';
import { fileName } from '../facts/export.ts';
import { factForms, personFactKinds, recordInput } from '../facts/forms.ts';
import { asKnownNow } from '../facts/revision.ts';
import { RecordFactPage, type Refusal } from '../facts/views/fact-forms.tsx';
import { readChoice, readPage, readSort } from '../list-params.ts';
import { standings } from '../mandates/rules.ts';
import { registerPaths } from '../paths.ts';
import { mayErase, mayReadPersons, mayRecord } from '../policy.ts';
import { listRecentSources } from '../sources.ts';
import { getPersonDossier, type PersonDossier } from './dossier.ts';
import { exportMandates } from './export.ts';
import { listPersons, type PersonFilters, personSorts } from './list.ts';
import { eraseContacts, redactPerson } from './redaction/commands.ts';
import { EraseContactsPage, ErasePersonPage } from './redaction/views/erase-page.tsx';
import { PersonListPage } from './views/list-page.tsx';
import { PersonPage } from './views/person-page.tsx';

/** The persons that the secretariat knows, how they are reached, and their erasure. Nobody else reads any of this. */
export const personRoutes = new Hono<Env>()
  .get(registerPaths.persons(), async (c) => {
    const { act, lang } = c.var;
    refuseOthers(c);
    const day = await readAskedDay(c);
    const filters = readFilters(c);
    const sort = readSort(c, personSorts, { key: 'name', direction: 'ascending' });
    const format = wantsExport(c);
    if (format) {
      const all = await listPersons(act.db, filters, day.at, lang, { sort, limit: null });
      return exportTable(c, { ...(await exportMandates(act.db, all, day.at, lang)), filename: fileName('mandats', day), format });
    }
    const page = readPage(c);
    const list = await listPersons(act.db, filters, day.at, lang, { sort, offset: (page - 1) * pageSize, limit: pageSize });
    return respond(
      c,
      <PersonListPage
        day={day}
        mayRecord={mayRecord(act.actor)}
        list={list}
        filters={filters}
        sort={sort}
        page={page}
        pages={Math.ceil(list.total / pageSize)}
      />,
    );
  })
  .get(registerPaths.person(':id'), async (c) => {
    const { act } = c.var;
    const dossier = await readDossier(c);
    return respond(
      c,
      <PersonPage dossier={dossier} mayRecord={mayRecord(act.actor)} mayErase={mayErase(act.actor)} done={await readDone(c)} />,
    );
  })
  .get(registerPaths.newPersonFact(':id', ':kind'), (c) => showRecord(c, empty))
  .post(registerPaths.newPersonFact(':id', ':kind'), async (c) => {
    const { kind, id } = await readKind(c);
    const result = await submitForm(c, recordInput(factForms[kind]!), (input) =>
      recordByForm(c.var.act, kind, { person: id }, input as RecordInput),
    );
    return result.ok ? seeOther(c, withQuery(registerPaths.person(id), { revision: result.value })) : showRecord(c, result, 422);
  })
  .get(registerPaths.eraseContacts(':id'), (c) => showContactErasure(c, empty))
  .post(registerPaths.eraseContacts(':id'), async (c) => {
    const { act } = c.var;
    if (!mayErase(act.actor)) throw new Forbidden();
    const { person } = await readDossier(c);
    const result = await submitForm(c, erasureInput, ({ reason }) => eraseContacts(act, person.id, reason));
    return result.ok
      ? seeOther(c, withQuery(registerPaths.person(person.id), { revision: result.value }))
      : showContactErasure(c, result, 422);
  })
  .get(registerPaths.erasePerson(':id'), (c) => showErasure(c, empty))
  .post(registerPaths.erasePerson(':id'), async (c) => {
    const { act, shell } = c.var;
    if (!mayErase(act.actor)) throw new Forbidden();
    const { person } = await readDossier(c);
    const result = await submitForm(c, erasureInput, ({ reason }) => redactPerson(act, person.id, reason, shell.forgetPerson));
    return result.ok ? seeOther(c, withQuery(registerPaths.person(person.id), { revision: result.value })) : showErasure(c, result, 422);
  });

const pageSize = 50;
const empty: Refusal = { values: {}, errors: {} };

/** An erasure has a reason, kept for ever; and a tick, for it cannot be undone. */
const erasureInput = z.object({ reason: requiredText(1000), sure: z.literal('yes') });

function refuseOthers(c: RouteContext): void {
  if (!mayReadPersons(c.var.act.actor)) throw new Forbidden();
}

function readFilters(c: RouteContext): PersonFilters {
  return {
    text: c.req.query('text')?.trim().slice(0, 200) || undefined,
    state: c.req.query('state') || undefined,
    standing: readChoice(c, 'standing', standings),
    due: readChoice(c, 'due', ['yes']),
  };
}

async function readDossier(c: RouteContext): Promise<PersonDossier> {
  refuseOthers(c);
  return getPersonDossier(c.var.act.db, pathParam(c, 'id'), await asKnownNow(c.var.act));
}

/** The kind that the address names, and the person whom it is about; only those who may record get this far. */
async function readKind(c: RouteContext): Promise<{ kind: string; id: string; dossier: PersonDossier }> {
  if (!mayRecord(c.var.act.actor)) throw new Forbidden();
  const kind = pathParam(c, 'kind');
  if (!personFactKinds.has(kind)) throw new Missing(kind);
  const dossier = await readDossier(c);
  if (dossier.erasure) throw new Missing();
  return { kind, id: dossier.person.id, dossier };
}

async function showRecord(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { kind, id, dossier } = await readKind(c);
  const subject = { text: dossier.person.name, href: registerPaths.person(id) };
  const sources = await listRecentSources(c.var.act.db);
  return respond(c, <RecordFactPage kind={kind} subject={subject} refusal={refusal} sources={sources} holders={[]} />, status);
}

async function showContactErasure(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  if (!mayErase(c.var.act.actor)) throw new Forbidden();
  const dossier = await readDossier(c);
  if (dossier.contacts.length === 0) throw new Missing();
  return respond(c, <EraseContactsPage dossier={dossier} refusal={refusal} />, status);
}

async function showErasure(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  if (!mayErase(c.var.act.actor)) throw new Forbidden();
  const dossier = await readDossier(c);
  if (dossier.erasure) throw new Missing();
  return respond(c, <ErasePersonPage dossier={dossier} refusal={refusal} />, status);
}
