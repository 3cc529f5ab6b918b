import type { Act } from '../../../kernel/act.ts';
import { approvePayment, requestPayment, verifyPayment } from '../../../modules/fund/money/payments/commands.ts';
import type { Payment } from '../../../modules/fund/money/payments/schema.ts';
import { matchStatement, orderPayments, receiveStatement, takeTransferFile } from '../../../modules/fund/money/transfers/commands.ts';
import { bankAccountInput, confirmBankAccount, enterBankAccount } from '../../../modules/fund/projects/bank-accounts/commands.ts';
import { actOn } from '../network.ts';

/** An instalment of a project. */
export interface Owed {
  projectId: string;
  number: number;
}

/**
 * Pays instalments together: each goes through its hands, one file goes to the bank, and the statement that comes back says that
 * they left.
 */
export async function payTogether(act: Act, owed: readonly Owed[], day: Temporal.PlainDate): Promise<void> {
  if (owed.length === 0) return;
  const payments: Payment[] = [];
  for (const one of owed) {
    const payment = await askPayment(act, one, day.subtract({ days: 4 }));
    await approvePayment(actOn(act, 'direction', day.subtract({ days: 2 })), payment.id);
    payments.push(payment);
  }
  const finance = actOn(act, 'finance', day);
  const file = await orderPayments(finance, { payments: payments.map(({ id }) => id), executeOn: day });
  await takeTransferFile(finance, file);
  const reads = actOn(act, 'otherFinance', day.add({ days: 3 }));
  const bytes = writeStatement(payments, day);
  await matchStatement(reads, await receiveStatement(reads, { name: `releve-${day.toString()}.xml`, bytes }));
}

/** Asks for a payment, which a second person verifies. */
export async function askPayment(act: Act, { projectId, number }: Owed, day: Temporal.PlainDate): Promise<Payment> {
  const payment = await requestPayment(actOn(act, 'officer', day), projectId, number);
  await verifyPayment(actOn(act, 'otherOfficer', day), payment.id);
  return payment;
}

/** Where a party is paid: an account that no bank holds, which two people looked at. */
export async function openAccount(
  act: Act,
  { partyId, holder, number }: { partyId: string; holder: string; number: number },
  day: Temporal.PlainDate,
): Promise<void> {
  const input = bankAccountInput.parse({
    holder,
    accountNumber: `DEMO${String(number).padStart(8, '0')}`,
    bic: 'DEMOXX00',
    bankName: 'Banque inventée des communes',
    country: 'XX',
    currency: 'EUR',
  });
  const id = await enterBankAccount(actOn(act, 'officer', day.subtract({ days: 2 })), partyId, input);
  await confirmBankAccount(actOn(act, 'finance', day), id, { how: 'Rappel au numéro connu de la mairie' });
}

/** A statement in CAMT.053 (ISO 20022): what left, and what the bank keeps for it. */
async function* writeStatement(payments: readonly Payment[], day: Temporal.PlainDate): AsyncGenerator<Uint8Array> {
  const entry = (cents: number, words: string) =>
    `<Ntry><Amt Ccy="EUR">${(cents / 100).toFixed(2)}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>` +
    `<BookgDt><Dt>${day.toString()}</Dt></BookgDt><AddtlNtryInf>${words}</AddtlNtryInf></Ntry>`;
  const entries = [
    ...payments.map(({ amountCents, reference }) => entry(amountCents, `VIREMENT ${reference}`)),
    entry(payments.length * 4_50, 'FRAIS DE VIREMENT'),
  ];
  yield Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>` +
      `<Stmt><Id>${day.toString()}</Id><Acct><Id><Othr><Id>DEMO00000000</Id></Othr></Id></Acct>${entries.join('')}</Stmt></BkToCstmrStmt></Document>`,
  );
}
