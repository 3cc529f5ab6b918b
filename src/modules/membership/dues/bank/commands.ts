import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf, formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { asKnownNow, indexParties } from '../../../register/index.ts';
import { lockLedger, reverseEntries } from '../ledger/record.ts';
import { say } from '../messages.ts';
import { yearField } from '../money/fields.ts';
import { writePayment } from '../payments/write.ts';
import { mayKeepDues, maySignExceptions } from '../policy.ts';
import { ledgerEntry } from '../schema.ts';
import { readSetting } from '../settings/queries.ts';
import type { MatchWay } from '../vocabulary.ts';
import { bankColumns, type BankMapping, readBankTable, signatureOf } from './csv.ts';
import { findEarlierLines, getBankFile, getLine, type LineCase, listLines } from './queries.ts';
import { readBankFile } from './read-file.ts';
import { type BankLine, bankFile, bankLine, bankMapping } from './schema.ts';
import { keyLines, type Statement } from './statement-lines.ts';

/**
 * Takes a bank's file in: its lines are kept, no payment is written yet. A CSV file waits for its columns to be named.
 * @returns its identifier
 * @throws Forbidden; Refused where the file is not readable, or was brought before
 */
export async function receiveBankFile(
  act: Act,
  { name, encoding, bytes }: { name: string; encoding: 'windows-1252' | null; bytes: AsyncIterable<Uint8Array> },
): Promise<string> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  const read = await readBankFile(bytes, encoding);
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    const [before] = await act.db.select().from(bankFile).where(eq(bankFile.sha256, read.sha256));
    if (before) throw new Refused((lang) => say.in(lang)('bank.sameFile', { at: formatInstant(before.at, lang), by: before.by }));
    const id = randomUUID();
    await act.db.insert(bankFile).values({
      id,
      format: read.format,
      name: name.slice(0, 200),
      sha256: read.sha256,
      account: read.format === 'csv' ? null : read.statement.account,
      waiting: read.format === 'csv' ? read.table : null,
      at: act.now,
      byId: actorId(act.actor),
      by: actorName(act.actor),
    });
    if (read.format !== 'csv') await writeLines(act, id, read.statement);
    await audit(act, { command: 'dues.bank.receive', subject: name.slice(0, 200), detail: { id } });
    return id;
  });
}

const columnField = z
  .union([z.literal('').transform(() => null), z.coerce.number().int().min(0).max(199)])
  .optional()
  .transform((at) => at ?? null);

export const columnsInput = z.object(
  Object.fromEntries(bankColumns.map((column) => [column, columnField])) as Record<(typeof bankColumns)[number], typeof columnField>,
);

/** Says which column is which, and reads the lines; remembered for the next file with the same header. @throws Forbidden, Missing, Refused; Invalid naming each wrong line */
export async function nameColumns(act: Act, fileId: string, input: z.output<typeof columnsInput>): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const { waiting } = await getBankFile(act, fileId);
    if (!waiting) throw new Refused(say.later('bank.named'));
    const mapping: BankMapping = Object.fromEntries(Object.entries(input).filter(([, at]) => at !== null && at < waiting.header.length));
    await writeLines(act, fileId, readBankTable(waiting, mapping));
    await act.db.update(bankFile).set({ waiting: null }).where(eq(bankFile.id, fileId));
    const kept = { mapping, at: act.now, by: actorName(act.actor) };
    await act.db
      .insert(bankMapping)
      .values({ signature: signatureOf(waiting.header), ...kept })
      .onConflictDoUpdate({ target: bankMapping.signature, set: kept });
  });
}

export const matchingInput = z.object({
  lines: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).min(1).max(5_000)),
});

/**
 * Writes the payments of lines from whom it is known, all of them or none.
 * @returns how many
 * @throws Forbidden, Missing; Refused where one of them is no longer known, was matched by someone else, or has no rate of its currency
 */
export async function matchLines(act: Act, fileId: string, { lines: chosen }: z.output<typeof matchingInput>): Promise<number> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    await lockLedger(act);
    const { id } = await getBankFile(act, fileId);
    const cases = new Map((await listLines(act, id)).map((one) => [one.line.id, one]));
    for (const lineId of new Set(chosen)) {
      const found = cases.get(lineId);
      if (found?.match?.kind !== 'found') throw new Refused(say.later('bank.changed'));
      await payLine(act, found, { partyId: found.match.partyId, year: found.match.year, by: found.match.by });
    }
    await audit(act, { command: 'dues.bank.match', subject: id, detail: { lines: chosen.length } });
    return new Set(chosen).size;
  });
}

export const handInput = z.object({
  party: requiredText(200),
  year: z
    .union([z.literal('').transform(() => null), yearField])
    .optional()
    .transform((year) => year ?? null),
  note: optionalText(1000),
});

/** Writes the payment of one line for a member that a person names. @throws Forbidden, Missing, Refused; Invalid where no party is called so */
export async function matchByHand(act: Act, fileId: string, lineId: string, input: z.output<typeof handInput>): Promise<void> {
  if (!mayKeepDues(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const found = await getLine(act, fileId, lineId);
    if (!found.match) throw new Refused(say.later('bank.notOpen'));
    const parties = await indexParties(act.db, await asKnownNow(act));
    const { id: partyId } = parties.resolve(input.party);
    await payLine(act, found, { partyId, year: input.year, by: 'hand', note: input.note });
    await audit(act, { command: 'dues.bank.hand', subject: partyId, detail: { line: lineId } });
  });
}

export const undoInput = z.object({ reason: requiredText(1000) });

/**
 * Reverses every payment of a file: its lines are to be matched again.
 * @throws Forbidden, Missing; Refused where there is none, or where one is large and the person brought the file or may not sign
 */
export async function undoFile(act: Act, fileId: string, { reason }: z.output<typeof undoInput>): Promise<void> {
  if (!mayKeepDues(act.actor) && !maySignExceptions(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockLedger(act);
    const file = await getBankFile(act, fileId);
    const payments = (await listLines(act, fileId)).flatMap((one) => one.payment ?? []);
    if (payments.length === 0) throw new Refused(say.later('bank.nothingToUndo'));
    const ids = payments.map((one) => one.id);
    const entries = (await act.db.select().from(ledgerEntry).where(inArray(ledgerEntry.paymentId, ids))).filter((one) => !one.reverses);
    const today = dayOf(act.now);
    const { cents } = await readSetting(act.db, 'reversal_threshold', today);
    const isLarge = entries.some((one) => one.amountCents >= cents);
    if (isLarge && (!maySignExceptions(act.actor) || file.byId === actorId(act.actor)))
      throw new Refused(say.later('bank.undoBySomeoneElse'));
    await reverseEntries(act, entries, { on: today, reason });
    await audit(act, { command: 'dues.bank.undo', subject: fileId, detail: { payments: ids.length } });
  });
}

async function payLine(
  act: Act,
  { line, attempts }: LineCase,
  { partyId, year, by, note = null }: { partyId: string; year: number | null; by: MatchWay; note?: string | null },
): Promise<void> {
  try {
    await writePayment(act, {
      partyId,
      year,
      note,
      receivedOn: line.bookedOn,
      ...amountsOf(line),
      payer: line.payer,
      reference: line.reference ?? (line.words.slice(0, 200) || null),
      bank: { lineId: line.id, attempt: attempts + 1, matchedBy: by },
    });
  } catch (error) {
    // Of a form that names no currency, the sentence is for the whole.
    if (!(error instanceof Invalid)) throw error;
    const [sentence] = Object.values(error.fields);
    throw new Refused((lang) => say.in(lang)('bank.lineRefused', { position: line.position, why: sentence!(lang) }));
  }
}

function amountsOf(line: BankLine): { amountCents: number; currency: string; receivedCents: number | null } {
  const isConverted = line.orderedCents !== null && line.orderedCurrency !== null;
  if (isConverted) return { amountCents: line.orderedCents!, currency: line.orderedCurrency!, receivedCents: line.amountCents };
  return { amountCents: line.amountCents, currency: line.currency, receivedCents: null };
}

async function writeLines(act: Act, fileId: string, statement: Statement): Promise<void> {
  refuseToCome(act, statement);
  const keys = keyLines(statement);
  const earlier = await findEarlierLines(act, keys);
  const rows = statement.lines.map((line, index) => ({
    id: randomUUID(),
    fileId,
    position: index + 1,
    entryKey: keys[index]!,
    duplicateOf: earlier.get(keys[index]!) ?? null,
    bookedOn: line.bookedOn,
    amountCents: line.amountCents,
    currency: line.currency,
    orderedCents: line.orderedCents,
    orderedCurrency: line.orderedCurrency,
    payer: line.payer,
    reference: line.reference,
    words: line.words,
  }));
  for (let start = 0; start < rows.length; start += 1_000) await act.db.insert(bankLine).values(rows.slice(start, start + 1_000));
}

/** A bank books nothing ahead: a day to come is one whose month and day were read the wrong way round. */
function refuseToCome(act: Act, { lines }: Statement): void {
  const today = dayOf(act.now);
  const at = lines.findIndex((line) => Temporal.PlainDate.compare(line.bookedOn, today) > 0);
  if (at >= 0) throw new Refused((lang) => say.in(lang)('bank.toCome', { number: at + 1, day: formatDate(lines[at]!.bookedOn, lang) }));
}
