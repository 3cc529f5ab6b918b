import { randomUUID } from 'node:crypto';
import { eq, sql, type SQL } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { proposeWaiver } from './exceptions/commands.ts';
import { createDue, createMember, people } from './factories.ts';
import { recordPayment } from './payments/commands.ts';
import { proposeScale, recordVote, scaleInput } from './scale/commands.ts';
import { dueCall, dueCallSending, duePayment, ledgerEntry } from './schema.ts';

const test = databaseTest();
const today = Temporal.PlainDate.from('2026-11-23');

/** A statement in a transaction of its own, so that the next one can be tried. */
function run(act: Act, statement: SQL): Promise<unknown> {
  return inTransaction(act, (act) => act.db.execute(statement));
}

test('an entry of the ledger is never changed nor deleted; no more are calls, payments, reminders', async ({ act }) => {
  const { id } = await createMember(act(), 'Ville Haute');
  const callId = await createDue(act(), id, 2024);
  await act().db.insert(dueCallSending).values({ callId, at: act().now });
  for (const statement of [
    sql`update ledger_entry set amount_cents = 1`,
    sql`delete from ledger_entry`,
    sql`update due_call set amount_cents = 1`,
    sql`delete from due_call`,
    sql`update due_call_sending set at = now()`,
  ])
    await expect(run(act(), statement)).rejects.toThrow(/Failed query/);
  expect(await act().db.select({ cents: ledgerEntry.amountCents }).from(ledgerEntry)).toEqual([{ cents: 550_00 }]);
});

test('the database refuses an entry that makes no sense, and a reversal that is not one', async ({ act }) => {
  const { id } = await createMember(act(), 'Ville Haute');
  const other = await createMember(act(), 'Ville Basse');
  await createDue(act(), id, 2024);
  const [call] = await act().db.select().from(ledgerEntry);
  const payment = await recordPayment(act({ actor: people.finance }), id, {
    receivedOn: today,
    amount: 100,
    currency: 'EUR',
    received: null,
    year: null,
    voluntary: null,
    payer: null,
    reference: null,
    note: null,
  });
  const good = {
    number: 10,
    kind: 'payment',
    partyId: id,
    bookedOn: today,
    debit: 'bank',
    credit: 'member',
    amountCents: 1,
    currency: 'EUR',
    label: 'Paiement',
    paymentId: payment,
    at: act().now,
    by: 'Awa',
  } as const;
  const insert = (change: Partial<typeof ledgerEntry.$inferInsert>) =>
    inTransaction(act(), (act) => act.db.insert(ledgerEntry).values({ id: randomUUID(), ...good, ...change }));
  const reversal = {
    number: 20,
    kind: 'reversal',
    debit: 'dues',
    credit: 'member',
    amountCents: 550_00,
    year: 2024,
    reverses: call!.id,
    paymentId: null,
  } as const;
  for (const wrong of [
    { number: call!.number },
    { number: 0 },
    { amountCents: 0 },
    { amountCents: -1 },
    { currency: 'USD' },
    { label: '' },
    { debit: 'member' as const },
    { debit: 'bank' as const, credit: 'dues' as const },
    { debit: 'caisse' as 'bank' },
    { paymentId: null },
    { partyId: other.id },
    { kind: 'waiver' as const, debit: 'waivers' as const, year: 2024 },
    { kind: 'call' as const, debit: 'member' as const, credit: 'dues' as const, year: 2024, paymentId: null },
    { kind: 'exchange' as const },
    { kind: 'refund' as const, debit: 'member' as const, credit: 'bank' as const, paymentId: null },
    { kind: 'refund' as const, paymentId: null, exceptionId: randomUUID() },
    { reverses: call!.id },
    { ...reversal, amountCents: 1 },
    { ...reversal, debit: 'member' as const, credit: 'dues' as const },
    { ...reversal, year: 2023 },
    { ...reversal, bookedOn: call!.bookedOn.subtract({ days: 1 }) },
    { ...reversal, partyId: other.id },
    { ...reversal, reverses: null },
  ])
    await expect(insert(wrong), JSON.stringify(wrong)).rejects.toThrow(/Failed query/);
  await insert(good);
  await insert(reversal);
  await expect(insert({ ...reversal, number: 21 })).rejects.toThrow(/Failed query/);
});

test('the database refuses a second call of one thing, a false reference, a payment without its rate', async ({ act }) => {
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2024);
  const [call] = await act().db.select().from(dueCall);
  const copy = (change: Partial<typeof dueCall.$inferInsert>) =>
    inTransaction(act(), (act) =>
      act.db.insert(dueCall).values({ ...call!, id: randomUUID(), number: 2, reference: 'RF18539007547034', ...change }),
    );
  for (const wrong of [
    { number: 1 },
    { reference: call!.reference },
    { reference: 'FR12' },
    { amountCents: 0 },
    { dueOn: call!.calledOn.subtract({ days: 1 }) },
    { year: 1 },
    { kind: 'tax' as 'due' },
    { currency: 'USD' },
  ])
    await expect(copy(wrong), JSON.stringify(wrong)).rejects.toThrow(/Failed query/);
  await copy({});
  const paid = {
    id: randomUUID(),
    partyId: id,
    receivedOn: today,
    amountCents: 1,
    currency: 'EUR',
    receivedCents: 1,
    at: act().now,
    by: 'Awa',
  };
  for (const wrong of [
    { currency: 'XOF' },
    { amountCents: 0 },
    { receivedCents: 0 },
    { attempt: 1 },
    { matchedBy: 'hand' as const },
    { year: 3 },
  ])
    await expect(
      inTransaction(act(), (act) => act.db.insert(duePayment).values({ ...paid, ...wrong })),
      JSON.stringify(wrong),
    ).rejects.toThrow(/Failed query/);
});

test('the database keeps a decided scale as it is, one scale in force a year, and cells apart', async ({ act }) => {
  const finance = act({ actor: people.finance });
  const input = scaleInput.parse({ year: '2026', floor: '550', bands: '0;10;0;;5', flat_city: '3', voluntary: '7' });
  const id = await proposeScale(finance, input);
  const band = (gni: string, population: string, cents = 5) =>
    sql`insert into due_scale_band values (${randomUUID()}, ${id}, ${gni}::numrange, ${population}::int8range, ${cents})`;
  for (const wrong of [band('[5,6)', '[1,2)'), band('[6,6)', '[1,2)'), band('[20,30)', '[2,2)'), band('[20,30)', '[1,2)', 0)])
    await expect(run(finance, wrong)).rejects.toThrow(/Failed query/);
  await run(finance, band('[20,30)', '[0,)'));
  await recordVote(finance, id, { decidedOn: today, source: 'AG' });
  for (const wrong of [
    band('[40,50)', '[0,)'),
    sql`update due_scale set floor_cents = 0`,
    sql`delete from due_scale_flat`,
    sql`update due_scale_band set amount_cents = 1`,
    sql`delete from due_scale_voluntary`,
    sql`update due_scale_step set state = 'proposed'`,
    sql`insert into due_scale_step values (${id}, 2026, 3, 'voted', now(), null, 'Awa', null, 'AG', null)`,
    sql`insert into due_scale_step values (${id}, 2027, 3, 'in_force', now(), null, 'Awa', null, null, null)`,
    sql`insert into due_scale_step values (${id}, 2026, 3, 'withdrawn', now(), null, 'Awa', null, null, null)`,
  ])
    await expect(run(finance, wrong)).rejects.toThrow(/Failed query/);
  await run(finance, sql`insert into due_scale_step values (${id}, 2026, 3, 'in_force', now(), null, 'Awa', null, null, null)`);
  const second = await proposeScale(finance, input);
  await expect(
    run(finance, sql`insert into due_scale_step values (${second}, 2026, 2, 'in_force', now(), null, 'Awa', null, null, null)`),
  ).rejects.toThrow(/Failed query/);
});

test('nobody signs what they proposed, whatever the code says', async ({ act }) => {
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2024);
  const finance = act({ actor: people.finance });
  const waiver = await proposeWaiver(finance, id, { year: 2024, amount: 10_00, reason: 'Inondation' });
  const decide = (proposer: string, by: string, signed = true) =>
    sql`insert into due_exception_decision values (${waiver}, ${proposer}, ${signed}, null, now(), ${by}, 'X')`;
  for (const wrong of [
    decide(people.finance.id, people.finance.id),
    decide(people.other.id, people.finance.id),
    decide(people.finance.id, people.direction.id, false),
    sql`update due_exception set amount_cents = 1 where id = ${waiver}`,
  ])
    await expect(run(finance, wrong)).rejects.toThrow(/Failed query/);
  await run(finance, decide(people.finance.id, people.direction.id));
  await expect(run(finance, sql`delete from due_exception_decision`)).rejects.toThrow(/Failed query/);
});

test('a level of a reminder is kept once; a reminder reaches someone; a pause and a setting have a reason', async ({ act }) => {
  const { id } = await createMember(act(), 'Ville Haute');
  const callId = await createDue(act(), id, 2024);
  const reminder = (level: number | null, channel = 'mail', recipients = '[{"name":"a","address":"b"}]', cents = 1, party = id) =>
    sql`insert into due_reminder values (${randomUUID()}, ${party}, ${callId}, 2024, ${level}, ${channel}, '2024-05-01', ${recipients}::jsonb, 's', 'b', ${cents}, now(), null, 'Awa')`;
  await run(act(), reminder(1));
  await run(act(), reminder(null, 'paper'));
  for (const wrong of [
    reminder(1),
    reminder(0),
    reminder(null),
    reminder(2, 'pigeon'),
    reminder(2, 'mail', '[]'),
    reminder(2, 'mail', '[{}]', 0),
    reminder(2, 'mail', '[{}]', 1, (await createMember(act(), 'Ville Basse')).id),
    sql`delete from due_reminder`,
    sql`insert into due_pause values (${id}, 1, true, '2024-01-01', '', now(), null, 'Awa')`,
    sql`insert into due_setting values ('couleur', 1, '2024-01-01', '{}', 'r', now(), null, 'Awa')`,
    sql`insert into due_contact values (${id}, 'A', 'pas une adresse', 'fr', now(), null, 'Awa')`,
    sql`insert into exchange_rate values (${randomUUID()}, 'EUR', '2024-01-01', 1, 1, 's', null, now(), null, 'Awa')`,
    sql`insert into exchange_rate values (${randomUUID()}, 'XOF', '2024-01-01', 1, 0, 's', null, now(), null, 'Awa')`,
  ])
    await expect(run(act(), wrong)).rejects.toThrow(/Failed query/);
  expect(await act().db.$count(dueCall, eq(dueCall.id, callId))).toBe(1);
});
