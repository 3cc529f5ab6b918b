import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { keepFile, type ReceivedFile } from '../../../../kernel/files/index.ts';
import { optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf, formatInstant } from '../../../../kernel/i18n/format.ts';
import { settingOn } from '../../settings/queries.ts';
import { signed, signedByPerson } from '../../signed.ts';
import { say } from '../messages.ts';
import { mayKeepBankAccounts } from '../policy.ts';
import { bareAccount, isIban } from './iban.ts';
import { fundBankAccount, fundBankAccountConfirmation, fundBankAccountEnd } from './schema.ts';

export const bankAccountInput = z
  .object({
    holder: requiredText(140),
    iban: optionalText(60).transform((text) => text && bareAccount(text)),
    accountNumber: optionalText(60).transform((text) => text && bareAccount(text)),
    bic: optionalText(20).transform((text) => text && bareAccount(text)),
    bankName: requiredText(140),
    country: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{2}$/),
    currency: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/),
  })
  .superRefine((given, ctx) => {
    const fault = (path: string, reason: string) => ctx.addIssue({ code: 'custom', path: [path], params: { reason } });
    if (!given.iban && !given.accountNumber) fault('iban', 'required');
  });

/**
 * Enters where a party is paid; nothing is paid there until someone else has confirmed it, once the delay has run.
 * @returns its identifier
 * @throws Forbidden; Invalid where the number is none
 */
export async function enterBankAccount(
  act: Act,
  partyId: string,
  input: z.output<typeof bankAccountInput>,
  file: ReceivedFile | null = null,
): Promise<string> {
  if (!mayKeepBankAccounts(act.actor)) throw new Forbidden();
  const faults: Record<string, ReturnType<typeof say.later>> = {};
  if (input.iban && !isIban(input.iban)) faults['iban'] = say.later('bankAccount.iban');
  if (input.iban && input.accountNumber) faults['accountNumber'] = say.later('bankAccount.two');
  if (input.accountNumber && !/^[A-Z0-9]{1,34}$/.test(input.accountNumber)) faults['accountNumber'] = say.later('bankAccount.number');
  if (input.bic && !/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(input.bic)) faults['bic'] = say.later('bankAccount.bic');
  if (!input.iban && !input.bic) faults['bic'] = say.later('bankAccount.needsBic');
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  return inTransaction(act, async (act) => {
    const id = randomUUID();
    const hours = await settingOn(act.db, 'bank_account_delay', dayOf(act.now));
    await act.db.insert(fundBankAccount).values({
      id,
      partyId,
      ...input,
      fileId: file && (await keepFile(act, file)),
      confirmableFrom: act.now.add({ hours }),
      ...signedByPerson(act),
    });
    await audit(act, { command: 'fund.bankAccount.enter', subject: partyId, detail: { id } });
    return id;
  });
}

export const confirmationInput = z.object({ how: requiredText(500) });

/** Confirms what someone else entered, and says how it was checked. @throws Forbidden, Missing; Refused to who entered it, or too early */
export async function confirmBankAccount(act: Act, id: string, { how }: z.output<typeof confirmationInput>): Promise<void> {
  if (!mayKeepBankAccounts(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const account = await lockAccount(act, id);
    const signature = signedByPerson(act);
    if (account.byId === signature.byId) throw new Refused(say.later('bankAccount.own'));
    if (Temporal.Instant.compare(act.now, account.confirmableFrom) < 0)
      throw new Refused((lang) => say.in(lang)('bankAccount.early', { at: formatInstant(account.confirmableFrom, lang) }));
    const kept = await act.db
      .insert(fundBankAccountConfirmation)
      .values({ accountId: id, enteredById: account.byId, confirmableFrom: account.confirmableFrom, how, ...signature })
      .onConflictDoNothing()
      .returning({ id: fundBankAccountConfirmation.accountId });
    if (kept.length === 0) throw new Refused(say.later('bankAccount.confirmed'));
    await audit(act, { command: 'fund.bankAccount.confirm', subject: account.partyId, detail: { id, how } });
  });
}

export const accountEndInput = z.object({ reason: requiredText(500) });

/** Says that nothing more is paid there. @throws Forbidden, Missing, Refused */
export async function endBankAccount(act: Act, id: string, { reason }: z.output<typeof accountEndInput>): Promise<void> {
  if (!mayKeepBankAccounts(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const account = await lockAccount(act, id);
    await act.db.insert(fundBankAccountEnd).values({ accountId: id, reason, ...signed(act) });
    await audit(act, { command: 'fund.bankAccount.end', subject: account.partyId, detail: { id, reason } });
  });
}

async function lockAccount(act: Act, id: string) {
  const [account] = await act.db.select().from(fundBankAccount).where(eq(fundBankAccount.id, id)).for('update');
  if (!account) throw new Missing(`bank account ${id}`);
  const [ended] = await act.db.select().from(fundBankAccountEnd).where(eq(fundBankAccountEnd.accountId, id));
  if (ended) throw new Refused(say.later('bankAccount.ended'));
  return account;
}
