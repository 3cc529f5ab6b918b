import { expect } from 'vitest';
import type { Act } from '../../../../kernel/act.ts';
import { databaseTest } from '../../../../kernel/db/testing.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { asKnownNow } from '../../../register/index.ts';
import { askReversal, proposeRefund, proposeWaiver, refuseException, signException } from '../exceptions/commands.ts';
import { findException, listExceptions } from '../exceptions/queries.ts';
import { createDue, createMember, people } from '../factories.ts';
import { journalRows, listJournal } from '../ledger/export.ts';
import { settleAccounts } from '../ledger/queries.ts';
import { recordRate, rateInput } from '../rates/commands.ts';
import { ledgerEntry } from '../schema.ts';
import { changeThreshold } from '../settings/commands.ts';
import { paymentInput, recordPayment } from './commands.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);

async function open(act: Act, partyId: string) {
  const settled = (await settleAccounts(act.db, await asKnownNow(act, day('2026-11-23')), [partyId])).get(partyId)!;
  return { years: Object.fromEntries(settled.years.map((one) => [one.year, one.open])), credit: settled.credit };
}

test('a payment in part, then too much: the oldest year first, the rest a credit', async ({ act }) => {
  const finance = act({ actor: people.finance });
  const { id } = await createMember(act(), 'Ville Haute');
  for (const year of [2023, 2024]) await createDue(act(), id, year);
  const pay = (amount: string, more = {}) =>
    recordPayment(finance, id, paymentInput.parse({ receivedOn: '20/11/2026', amount, currency: 'eur', ...more }));
  await pay('200');
  expect(await open(finance, id)).toEqual({ years: { 2023: 350_00, 2024: 550_00 }, credit: 0 });
  await pay('550', { year: '2024' });
  expect(await open(finance, id)).toEqual({ years: { 2023: 350_00, 2024: 0 }, credit: 0 });
  await pay('500', { year: '2024', voluntary: '50' });
  expect(await open(finance, id)).toEqual({ years: { 2023: 0, 2024: 0 }, credit: 100_00 });
  await expect(pay('10', { receivedOn: '01/01/2027' })).rejects.toThrow(Invalid);
  await expect(
    recordPayment(act({ actor: people.direction }), id, paymentInput.parse({ receivedOn: '20/11/2026', amount: '1', currency: 'EUR' })),
  ).rejects.toThrow(Forbidden);
});

test('a payment in another currency is worth what a dated rate says; what the bank took is an entry of its own; nothing is guessed', async ({
  act,
  db,
}) => {
  const finance = act({ actor: people.finance });
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2024);
  const paid = { receivedOn: '20/11/2026', amount: '360776,35', currency: 'XOF', year: '2024' };
  const pay = (more = {}) => recordPayment(finance, id, paymentInput.parse({ ...paid, ...more }));
  await expect(pay()).rejects.toThrow('Aucun taux de XOF n’est connu pour le 20 novembre 2026');
  await recordRate(finance, rateInput.parse({ currency: 'xof', day: '19/10/2026', units: '655,957', source: 'Banque de France' }));
  await expect(pay()).rejects.toThrow('Aucun taux');
  await recordRate(finance, rateInput.parse({ currency: 'XOF', day: '20/10/2026', units: '655,957', source: 'Banque de France' }));
  await pay({ received: '548,20' });
  expect(await open(finance, id)).toEqual({ years: { 2024: 0 }, credit: 0 });
  const entries = await db.select().from(ledgerEntry).orderBy(ledgerEntry.number);
  expect(entries.map((one) => [one.kind, one.debit, one.credit, one.amountCents])).toEqual([
    ['call', 'member', 'dues', 550_00],
    ['payment', 'bank', 'member', 548_20],
    ['exchange', 'exchange', 'member', 1_80],
  ]);
  const period = { from: day('2024-01-01'), to: day('2026-11-23') };
  const rows = journalRows(await listJournal(finance, period));
  expect(rows.map((row) => [row['CompteNum'], row['Debit'], row['Credit'], row['Montantdevise'], row['Idevise']])).toEqual([
    ['411000', 550, 0, '', ''],
    ['756000', 0, 550, '', ''],
    ['512000', 548.2, 0, '360776.35', 'XOF'],
    ['411000', 0, 548.2, '360776.35', 'XOF'],
    ['656000', 1.8, 0, '', ''],
    ['411000', 0, 1.8, '', ''],
  ]);
  await askReversal(finance, id, entries[2]!.id, { reason: 'Mauvais compte' });
  expect(await open(finance, id)).toEqual({ years: { 2024: 550_00 }, credit: 0 });
  await pay({ received: '551' });
  expect(await open(finance, id)).toEqual({ years: { 2024: 0 }, credit: 0 });
  for (const wrong of [
    { amount: '0' },
    { amount: '-5' },
    { amount: '1.234' },
    { currency: 'ZZZ' },
    { receivedOn: '31/02/2026' },
    { year: '26' },
  ])
    expect(paymentInput.safeParse({ ...paid, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
});

test('a waiver is signed by someone else than who proposed it, never beyond what is owed, and once', async ({ act }) => {
  const finance = act({ actor: people.finance });
  const direction = act({ actor: people.direction });
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2024);
  const waiver = { year: 2024, amount: 300_00, reason: 'Inondation de mars' };
  await expect(proposeWaiver(act({ actor: people.officer }), id, waiver)).rejects.toThrow(Forbidden);
  await expect(proposeWaiver(finance, id, { ...waiver, amount: 550_01 })).rejects.toThrow('Il ne reste que 550,00');
  const proposed = await proposeWaiver(finance, id, waiver);
  expect(await open(finance, id)).toMatchObject({ years: { 2024: 550_00 } });
  await expect(signException(finance, proposed)).rejects.toThrow(Forbidden);
  const own = await proposeWaiver(direction, id, waiver);
  await expect(signException(direction, own)).rejects.toThrow('Vous l’avez proposé');
  await expect(refuseException(direction, own, { reason: 'Non' })).rejects.toThrow(Refused);
  expect((await listExceptions(direction, { waiting: true }, { page: 1, size: 10 })).total).toBe(2);
  await signException(direction, proposed);
  await expect(signException(act({ actor: people.other }), proposed)).rejects.toThrow('La décision est déjà prise');
  expect(await open(finance, id)).toMatchObject({ years: { 2024: 250_00 } });
  await expect(signException(act({ actor: people.other }), own)).rejects.toThrow('Il ne reste que 250,00');
  await refuseException(act({ actor: people.other }), own, { reason: 'Déjà remise' });
  expect((await findException(finance, own)).decision).toMatchObject({ signed: false, reason: 'Déjà remise', by: 'Inès Roy' });
});

test('a credit is given back once someone else has signed, never beyond it; a refund is reversed like the rest', async ({ act, db }) => {
  const finance = act({ actor: people.finance });
  const direction = act({ actor: people.direction });
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2024);
  const paid = paymentInput.parse({ receivedOn: '2026-11-20', amount: '700', currency: 'EUR', year: '2024' });
  await recordPayment(finance, id, paid);
  const refund = { amount: 150_00, reason: 'Payé deux fois' };
  await expect(proposeRefund(act({ actor: people.officer }), id, refund)).rejects.toThrow(Forbidden);
  await expect(proposeRefund(finance, id, { ...refund, amount: 150_01 })).rejects.toThrow('L’avoir n’est que de 150,00');
  const proposed = await proposeRefund(finance, id, refund);
  const other = await proposeRefund(finance, id, refund);
  expect(await open(finance, id)).toEqual({ years: { 2024: 0 }, credit: 150_00 });
  await expect(signException(finance, proposed)).rejects.toThrow(Forbidden);
  await expect(signException(direction, await proposeRefund(direction, id, refund))).rejects.toThrow('Vous l’avez proposé');
  await signException(direction, proposed);
  expect(await open(finance, id)).toEqual({ years: { 2024: 0 }, credit: 0 });
  await expect(signException(direction, other)).rejects.toThrow('L’avoir n’est que de 0,00');
  const [, payment, given] = await db.select().from(ledgerEntry).orderBy(ledgerEntry.number);
  expect(given).toMatchObject({ kind: 'refund', debit: 'member', credit: 'bank', amountCents: 150_00, year: 2024, exceptionId: proposed });
  await expect(askReversal(finance, id, payment!.id, { reason: 'Rejeté' })).rejects.toThrow('contre-passez d’abord le remboursement');
  await askReversal(finance, id, given!.id, { reason: 'Virement revenu' });
  expect(await open(finance, id)).toEqual({ years: { 2024: 0 }, credit: 150_00 });
  await askReversal(finance, id, payment!.id, { reason: 'Rejeté' });
  expect(await open(finance, id)).toEqual({ years: { 2024: 550_00 }, credit: 0 });
});

test('what was given back does not pay a call that comes later', async ({ act }) => {
  const finance = act({ actor: people.finance });
  const { id } = await createMember(act(), 'Ville Haute');
  const paid = paymentInput.parse({ receivedOn: '2026-11-20', amount: '550', currency: 'EUR', year: '2024' });
  await recordPayment(finance, id, paid);
  await signException(
    act({ actor: people.direction }),
    await proposeRefund(finance, id, { amount: 550_00, reason: 'Payé pour une autre' }),
  );
  await createDue(act(), id, 2024);
  expect(await open(finance, id)).toEqual({ years: { 2024: 550_00 }, credit: 0 });
});

test('a reversal under the threshold is done at once; from it on, someone else signs', async ({ act, db }) => {
  const finance = act({ actor: people.finance });
  const direction = act({ actor: people.direction });
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2023, '999,99');
  await createDue(act(), id, 2024, '1000');
  const [small, large] = await db.select().from(ledgerEntry).orderBy(ledgerEntry.number);
  expect(await askReversal(finance, id, small!.id, { reason: 'Erreur' })).toEqual({ done: true });
  await expect(askReversal(finance, id, small!.id, { reason: 'Erreur' })).rejects.toThrow('déjà contre-passée');
  const asked = await askReversal(finance, id, large!.id, { reason: 'Erreur' });
  expect(asked).toMatchObject({ done: false });
  expect(await open(finance, id)).toMatchObject({ years: { 2024: 1000_00 } });
  await expect(askReversal(finance, id, large!.id, { reason: 'Erreur' })).rejects.toThrow('attend déjà une signature');
  await signException(direction, (asked as { exceptionId: string }).exceptionId);
  expect(await open(finance, id)).toMatchObject({ years: { 2024: 0 } });
  await expect(changeThreshold(finance, { threshold: 0, startsOn: day('2026-01-01'), reason: 'Non' })).rejects.toThrow(Forbidden);
  await changeThreshold(direction, { threshold: 10_00, startsOn: day('2026-11-01'), reason: 'Prudence' });
  await createDue(act(), id, 2025, '12');
  const [last] = (await db.select().from(ledgerEntry).orderBy(ledgerEntry.number)).slice(-1);
  expect(await askReversal(finance, id, last!.id, { reason: 'Erreur' })).toMatchObject({ done: false });
});
