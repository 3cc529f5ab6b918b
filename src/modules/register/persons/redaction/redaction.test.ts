import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { sendMail } from '../../../../kernel/mail/outbox.ts';
import { createMandate, createTestParty, partial, revise } from '../../factories.ts';
import { sealJournal, verifyJournal } from '../../facts/journal.ts';
import { factKinds } from '../../facts/kinds.ts';
import { correctFact, recordFact } from '../../facts/record.ts';
import { createBody, giveSeat } from '../../bodies/commands.ts';
import { endMandate } from '../../mandates/commands.ts';
import { changeSetting } from '../../settings/commands.ts';
import { getPersonDossier } from '../dossier.ts';
import { keepingJobs } from './keeping.ts';
import { askAboutMandate } from '../../mandates/questions/commands.ts';
import { inRevision, revisionAt } from '../../facts/revision.ts';
import { sourceFor } from '../../sources.ts';
import { journalEntry } from '../../schema.ts';
import { mandate, person, personContact, personName, seat } from '../schema.ts';
import { redactPerson } from './commands.ts';
import { areContactsKeptTooLong, personalColumns } from './personal.ts';

const test = siteTest(createRegister);

const name = 'Akossiwa Têvi-Dossou';
const secrets = [name, 'Têvi-Dossou, Akossiwa', 'Akossiwa Tevi', 'Tevi, Akossiwa', 'akossiwa@exemple.org', '+228 90 11 22 33'];
const reason = 'Demande de la personne, reçue le 20 novembre 2026.';

test('after an erasure the name is nowhere in the whole database, and the journal and its signed seals still verify', async ({ act }) => {
  const before = await verify(act());
  expect(before).toMatchObject({ faults: [], redacted: 0 });
  expect(before.seals).toBeGreaterThan(0);
  for (const secret of secrets) expect(await findEverywhere(act(), secret), secret).not.toEqual([]);
  const forgotten: unknown[] = [];
  await redactPerson(act({ role: 'direction' }), await personId(act()), `${reason} (${name})`, [
    async (_, id, words) => void forgotten.push([id, [...words].toSorted()]),
  ]);
  for (const secret of secrets) expect(await findEverywhere(act(), secret), secret).toEqual([]);
  expect(forgotten).toEqual([[await personId(act()), [...secrets].toSorted()]]);
  const after = await verify(act());
  expect(after).toMatchObject({ faults: [], seals: before.seals, revisions: before.revisions + 1 });
  expect(after.redacted).toBeGreaterThan(5);
  // What is not personal stays: the mandate, its dates, the seat; and the other person.
  expect(await act().db.$count(mandate)).toBe(2);
  expect(await act().db.$count(seat)).toBe(1);
  expect(await findEverywhere(act(), 'Yao Tchalla')).not.toEqual([]);
  // The day of the erasure is sealed like the others.
  const later = act({ now: act().now.add({ hours: 48 }) });
  await sealJournal(later, later.signer);
  expect(await verify(act())).toMatchObject({ faults: [] });
});

test('an erasure cannot hide anything else: what it touched is what it says', async ({ act, db }) => {
  await redactPerson(act({ role: 'admin' }), await personId(act()), reason, []);
  const cheat = async (statement: ReturnType<typeof sql>) => {
    const undone = new Error('seen');
    let found: Awaited<ReturnType<typeof verify>> | undefined;
    await db
      .transaction(async (tx) => {
        await tx.execute(sql`alter table journal_entry disable trigger user`);
        await tx.execute(sql`alter table person_name disable trigger user`);
        await tx.execute(statement);
        found = await verify({ ...act(), db: tx });
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return found!.faults.map(({ what }) => what);
  };
  expect(
    await cheat(sql`update journal_entry set row = row || '{"name": "Autre"}' where redacted_in is not null and kind = 'person_name'`),
  ).toContain('redaction');
  expect(
    await cheat(
      sql`update journal_entry set redacted_in = (select max(revision) from journal_entry), row = row || '{"note": "x"}' where kind = 'party_name'`,
    ),
  ).toContain('redaction');
  expect(await cheat(sql`update person_name set name = 'Autre' where name = '[effacé]'`)).toContain('row-differs');
  expect(
    await cheat(sql`update journal_entry set row = row || '{"name": "Autre"}' where operation = 'redact' and kind = 'person_name'`),
  ).toContain('digest');
  expect(await cheat(sql`update revision set reason = 'Autre' where redacted_in is null and digest is not null and number = 1`)).toContain(
    'revision',
  );
});

test('outside the command that erases, nothing personal is rewritten; inside it, nothing that is not', async ({ act, db }) => {
  const attempt = async (...statements: ReturnType<typeof sql>[]) => {
    const kept = new Error('kept');
    try {
      await db.transaction(async (tx) => {
        for (const statement of statements) await tx.execute(statement);
        throw kept;
      });
    } catch (error) {
      return error === kept ? 'kept' : String((error as Error).cause ?? error);
    }
    return '';
  };
  const id = await personId(act());
  const other = await personId(act(), 'Yao Tchalla');
  const redacting = (whose: string) => sql`select set_config('beffroi.redacting', ${whose}, true)`;
  const rename = sql`update person_name set name = 'x' where person_id = ${id}`;
  expect(await attempt(rename)).toContain('never rewritten');
  expect(await attempt(redacting(other), rename)).toContain('never rewritten');
  expect(await attempt(redacting(id), rename)).toBe('kept');
  expect(
    await attempt(redacting(id), sql`update person_name set valid = '[2020-01-01,)', from_precision = 'day' where person_id = ${id}`),
  ).toContain('never rewritten');
  expect(await attempt(redacting(id), sql`update mandate set certainty = 'disputed' where person_id = ${id}`)).toContain('never rewritten');
  expect(await attempt(redacting(id), sql`delete from person_contact where person_id = ${id}`)).toContain('never rewritten');
  expect(await attempt(redacting(id), sql`update journal_entry set row = '{}' where row ->> 'person_id' = ${id}`)).toContain(
    'never rewritten',
  );
  expect(await attempt(redacting(id), sql`update journal_entry set row = '{}', redacted_in = 1 where kind = 'party_name'`)).toContain(
    'never rewritten',
  );
  await redactPerson(act({ role: 'admin' }), id, reason, []);
  expect(await attempt(rename), 'the command has said that it is over').toContain('never rewritten');
  expect(await attempt(sql`delete from person_redaction`)).toContain('never rewritten');
});

test('the columns that are declared personal are those of their tables', () => {
  for (const { kind, columns } of personalColumns) expect(Object.keys(kind.table)).toEqual(expect.arrayContaining(Object.keys(columns)));
});

test('the direction or an administrator erases a person, on a page that says what goes and what stays; it cannot be done twice', async ({
  openSite,
  act,
  db,
}) => {
  const site = openSite();
  const id = await personId(act());
  const path = `/personnes/${id}/effacement`;
  for (const role of ['officer', 'reader', 'finance', 'editor'] as const)
    expect((await (await site.browser(role)).get(path)).status).toBe(403);
  const { get, post } = await site.browser('direction');
  expect(await (await get(path)).text()).toContain('Effacer pour toujours');
  const unsure = await post(path, { reason });
  expect([unsure.status, await db.$count(personName, eq(personName.name, name))]).toEqual([422, 1]);
  expect((await post(path, { reason, sure: 'yes' })).headers.get('location')).toMatch(`/personnes/${id}?revision=`);
  const page = await (await get(`/personnes/${id}`)).text();
  expect(page).toContain('Cette personne a été effacée');
  expect(page).not.toContain('/correction');
  expect((await post(path, { reason, sure: 'yes' })).status).toBe(404);
  expect((await get(`/personnes/${id}/faits/person_contact/nouveau`)).status).toBe(404);
  // Pages that named them still answer.
  for (const public_ of ['/registre/lome', '/instances/bureau', '/registre/journal', '/radar', '/personnes'])
    expect((await get(public_)).status, public_).toBe(200);
  const [entry] = await db.select().from(journalEntry).where(eq(journalEntry.operation, 'redact'));
  expect(await (await get(`/registre/journal/${entry!.revision}`)).text()).toContain('Effacé');
  expect(await (await get(`/registre/faits/${entry!.kind}/${entry!.factId}`)).text()).toContain('Effacé');
});

test.each([
  [null, false],
  ['2026-11-22', false],
  ['2023-11-24', false],
  ['2023-11-23', true],
  ['2010-01-01', true],
])('contacts of someone whose last mandate ended on %s: kept too long on 23 November 2026, %s', (end, late) =>
  expect(
    areContactsKeptTooLong(end === null ? null : Temporal.PlainDate.from(end), Temporal.PlainDate.from('2026-11-23'), { contactYears: 3 }),
  ).toBe(late),
);

test('contacts kept longer than the rule says are pointed out, then erased each night once the direction decides it; the name stays', async ({
  act,
  db,
}) => {
  const id = await personId(act());
  await endTheMandate(act(), '2024-10-01');
  const contacts = ['akossiwa@exemple.org', '+228 90 11 22 33'];
  const nightOf = async (on: string) => keepingJobs.jobs['register.keep'](act({ now: Temporal.Instant.from(`${on}T04:00:00Z`) }));
  const held = () => db.$count(personContact, sql`upper_inf(recorded) and person_id = ${id}`);
  await nightOf('2027-11-01');
  expect(await held()).toBe(2);
  const at = { on: Temporal.PlainDate.from('2027-11-01'), revision: await revisionAt(db, null) };
  expect((await getPersonDossier(db, id, at)).areContactsDue).toBe(true);
  const rule = { appliesFrom: Temporal.PlainDate.from('2027-11-02'), reason: 'Registre des traitements.' };
  await changeSetting(act({ role: 'direction' }), { name: 'contact_years', value: '4', ...rule });
  await changeSetting(act({ role: 'direction' }), { name: 'erases_contacts', value: 'yes', ...rule });
  await nightOf('2028-09-30');
  expect(await held()).toBe(2);
  const before = await revisionAt(db, null);
  for (let twice = 0; twice < 2; twice += 1) await nightOf('2028-10-01');
  expect(await held()).toBe(0);
  expect(await revisionAt(db, null)).toBe(before + 1);
  for (const secret of contacts) expect(await findEverywhere(act(), secret), secret).toEqual([]);
  expect(await findEverywhere(act(), name)).not.toEqual([]);
  expect(await verify(act())).toMatchObject({ faults: [] });
  // An erasure of the whole person may follow.
  await redactPerson(act({ role: 'direction' }), id, reason, []);
  expect(await verify(act())).toMatchObject({ faults: [] });
});

test('erasing someone’s contacts leaves those of others, even where the address is the same', async ({ act, db, openSite }) => {
  const id = await personId(act());
  const other = await personId(act(), 'Yao Tchalla');
  await revise(act(), async (rev) => {
    const sourceId = await sourceFor(rev, { title: 'Annuaire' });
    const known = { from: null, to: null, certainty: 'confirmed', sourceId } as const;
    await recordFact(rev, factKinds.personContact, {
      ...known,
      values: { personId: id, channel: 'assistant', value: 'mairie@exemple.org' },
    });
    await recordFact(rev, factKinds.personContact, {
      ...known,
      values: { personId: other, channel: 'assistant', value: 'mairie@exemple.org' },
    });
  });
  const site = openSite();
  const path = `/personnes/${id}/coordonnees/effacement`;
  const direction = await site.browser('direction');
  expect((await (await site.browser('officer')).post(path, { reason, sure: 'yes' })).status).toBe(403);
  expect((await direction.post(path, { reason: '' })).status).toBe(422);
  expect((await direction.post(path, { reason, sure: 'yes' })).status).toBe(303);
  expect((await direction.get(path)).status).toBe(404);
  expect(
    await db
      .select({ value: personContact.value })
      .from(personContact)
      .where(sql`upper_inf(recorded)`),
  ).toEqual([{ value: 'mairie@exemple.org' }]);
  expect(await findEverywhere(act(), 'akossiwa@exemple.org')).toEqual([]);
});

async function endTheMandate(act: Act, to: string): Promise<void> {
  const [held] = await act.db
    .select()
    .from(mandate)
    .where(eq(mandate.personId, await personId(act)));
  await revise(act, (rev) => endMandate(rev, held!.factId, { to: partial(to), cause: 'term' }));
}

/** Checked by the key that signs in tests, as an auditor would by the published one. */
async function verify({ db, signer }: Act) {
  return verifyJournal(db, { verify: async (hash, signature) => signer.sign(hash).signature === signature });
}

/** The tables in which a text stands, whatever the column. */
async function findEverywhere({ db }: Act, text: string): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found = [];
  for (const { name } of rows) {
    const counted = await db.execute<{ count: number }>(
      sql`select (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from %s t where t::text ilike %L', ${name}::text, ${`%${text}%`}::text), false, true, '')))[1]::text::int as count`,
    );
    if (counted.rows[0]!.count > 0) found.push(name);
  }
  return found;
}

async function personId({ db }: Act, called = name): Promise<string> {
  const rows = await db
    .select({ id: person.id, name: personName.name })
    .from(person)
    .innerJoin(personName, eq(personName.personId, person.id));
  const found = rows.find((one) => one.name === called);
  // Once erased, they are the one without a name.
  return (found ?? rows.find((one) => one.name === '[effacé]'))!.id;
}

/** Someone with a corrected name, contacts, a mandate, a seat, a question; named in reasons, sources, notes and mails. The first days are sealed. */
async function createRegister(act: Act): Promise<void> {
  const first = { ...act, now: Temporal.Instant.from('2026-11-20T09:00:00Z') };
  const { nameFact, factId } = await revise(first, async (rev) => {
    const network = await createTestParty(rev, { name: 'Réseau', kind: 'network', slug: 'reseau' });
    const lome = await createTestParty(rev, { name: 'Lomé', kind: 'local_authority' });
    const kara = await createTestParty(rev, { name: 'Kara', kind: 'local_authority' });
    const sourceId = await sourceFor(rev, { title: `Lettre de ${name}`, url: 'https://exemple.org/lettre', note: `signée ${name}` });
    const { personId, factId } = await createMandate(rev, {
      partyId: lome.id,
      slug: 'lome-mayor',
      name: 'Akossiwa Tevi',
      from: '2019-10-01',
      sourceId,
      note: `Dite ${name}`,
    });
    await createMandate(rev, { partyId: kara.id, slug: 'kara-mayor', name: 'Yao Tchalla', from: '2019-10-01' });
    const known = { from: null, to: null, certainty: 'confirmed', sourceId } as const;
    await recordFact(rev, factKinds.personContact, { ...known, values: { personId, channel: 'email', value: 'akossiwa@exemple.org' } });
    await recordFact(rev, factKinds.personContact, { ...known, values: { personId, channel: 'phone', value: '+228 90 11 22 33' } });
    const bodyId = await createBody(rev, { slug: 'bureau', institutionId: network.id, kind: 'bureau', nameFr: 'Bureau' });
    await giveSeat(rev, {
      ...known,
      from: partial('2023-12-01'),
      bodyId,
      partyId: lome.id,
      function: 'president',
      note: `${name} préside`,
    });
    const [named] = await rev.act.db.select().from(personName).where(eq(personName.personId, personId));
    return { nameFact: named!.factId, factId };
  });
  await inRevision(
    { ...first, now: first.now.add({ hours: 24 }) },
    { command: 'test', reason: `Le nom de ${name} est corrigé` },
    async (rev) => {
      await correctFact(rev, factKinds.personName, nameFact, { values: { name, sortKey: 'Têvi-Dossou, Akossiwa', gender: 'f' } });
    },
  );
  await sealJournal(act, act.signer);
  await inTransaction(act, async (inner) => {
    await sendMail(inner, { key: 'a', to: 'akossiwa@exemple.org', subject: `Bonjour ${name}`, text: `Madame ${name},`, lang: 'fr' });
    await askAboutMandate(inner, factId, { recipient: 'akossiwa@exemple.org', address: null, lang: 'fr' });
  });
  await revise(act, async (rev) => {
    const [contact] = await rev.act.db.select().from(personContact);
    await correctFact(rev, factKinds.personContact, contact!.factId, { note: `Ligne directe de ${name}` });
  });
}
