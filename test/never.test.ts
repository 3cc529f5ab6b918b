import { getTableColumns, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { delegateStep } from '../src/modules/events/schema.ts';
import { createTestMeeting } from '../src/modules/events/factories.ts';
import { addDelegation, nominate } from '../src/modules/events/delegations/commands.ts';
import { mandate, person } from '../src/modules/register/persons/schema.ts';
import { addressesOf } from './addresses.ts';
import { siteTest } from './site.ts';

// What must never happen. The other lines are tests by their names too: « A published figure nobody can trace » (figures, fund
// portfolio), « A person outside a city reading its draft » and « A voter concerned by a file reading or voting it » (fund),
// « A payment prepared and approved by the same person » (fund money), « A row silently filtered out of… » (fund calls, events).
const test = siteTest();

test('A fact changed without trace: the database refuses it for every kind of fact, and for all that happened in the fund', async ({
  db,
}) => {
  const { rows } = await db.execute<{ name: string; is_fact: boolean; guards: boolean }>(sql`
    select class.relname as name,
      (select count(*) = 2 from pg_attribute where attrelid = class.oid and attname in ('fact_id', 'recorded')) as is_fact,
      -- Before each row (1 and 2), on update (16) and on delete (8).
      coalesce(bit_or(guard.tgtype) filter (where guard.tgtype & 3 = 3) & 24 = 24, false) as guards
    from pg_class class left join pg_trigger guard on guard.tgrelid = class.oid and not guard.tgisinternal
    where class.relkind = 'r' and class.relnamespace = 'public'::regnamespace
    group by class.oid, class.relname order by class.relname`);
  const facts = rows.filter((row) => row.is_fact);
  expect(facts.length).toBeGreaterThanOrEqual(10);
  expect(facts.filter((row) => !row.guards).map((row) => row.name)).toEqual([]);
  const open = rows.filter((row) => row.name.startsWith('fund_') && !row.guards).map((row) => row.name);
  expect(open).toEqual(Object.keys(mayChange).sort());
});

/** Tables of the fund of which a row may change or go, and why nothing is lost by it. */
const mayChange: Record<string, string> = {
  fund_agenda_entry: 'a proposal until its item is decided; the sitting’s journal keeps what was done',
  fund_allocation_now: 'what the entries of the ledger come to',
  fund_assignment: 'an end is written in it once, with who and why',
  fund_call: 'a draft; published, only its last day is put off, and each time is a row',
  fund_dossier: 'a draft that its city gives up; deposited, a foreign key holds it',
  fund_dossier_conflict: 'the settlement of a conflict is written in it; the edits stay',
  fund_dossier_field: 'what the edits come to',
  fund_dossier_file: 'a withdrawal is written in it, with who and when',
  fund_dossier_now: 'what the steps and the deposits come to',
  fund_dossier_party: 'acceptance and end are written in it, with who and when',
  fund_dossier_step: 'goes with a draft that is given up; never updated',
  fund_form: 'the name of a form; what it asks is in its versions',
  fund_project_now: 'what the steps come to',
  fund_report_draft: 'what a city is writing; handed in, it is frozen',
  fund_report_now: 'what the steps come to',
  fund_presence: 'who has a page open',
  fund_theme: 'the retirement of a theme',
};

test(
  'A mayor’s phone, travel or party on a public page: no address that a visitor may ask for says how anyone is reached or where they go',
  {
    timeout: 120_000,
  },
  async ({ act, openSite }) => {
    const ids = await createTestMeeting(act());
    const site = openSite();
    const recorded = await (await site.browser('officer')).post('/registre/lome/mandats/nouveau', newMayor);
    expect(recorded.status).toBe(303);
    await addDelegation(act(), 'congres-2027', { party: 'lome' });
    const delegate = { name: newMayor.name, role: 'Maire', email: 'voyage@exemple.org', lang: 'fr', isHead: true } as const;
    await nominate(act(), 'congres-2027', ids['lome']!, delegate);
    const visitor = await site.browser();
    const known = { slug: ['lome', 'congres-2027'], number: ['1'] };
    const seen: string[] = [];
    for (const path of addressesOf(site, known)) {
      const response = await visitor.get(path);
      const text = response.ok ? await response.text() : '';
      if (text.includes('Kossi ADZOH')) seen.push(path);
      for (const secret of ['22 00 00 00', 'kossi@', 'cabinet@', 'voyage@']) expect([path, text.includes(secret)]).toEqual([path, false]);
      if (path.includes('congres-2027')) expect([path, text.includes('ADZOH')]).toEqual([path, false]);
    }
    // The walk sees what there is to see: who is at the head of the city.
    expect(seen).toContain('/registre/lome');
  },
);

const newMayor = {
  title: 'mayor',
  name: 'Kossi ADZOH',
  gender: 'm',
  email: 'kossi@exemple.org',
  assistant: 'cabinet@exemple.org',
  phone: '+228 22 00 00 00',
  accession: 'elected',
  from: '02/10/2025',
  previousCause: 'defeat',
  certainty: 'confirmed',
  sourceId: 'new',
  sourceTitle: 'Procès-verbal du conseil',
};

test('no column holds the party to which a person belongs, nor how a delegate travels or where they sleep', () => {
  const columns = [person, mandate, delegateStep].flatMap((table) => Object.keys(getTableColumns(table)));
  expect(columns.filter((name) => /affiliation|political|travel|flight|hotel|passport/i.test(name))).toEqual([]);
});
