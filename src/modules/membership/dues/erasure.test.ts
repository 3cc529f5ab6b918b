import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { inTransaction } from '../../../kernel/act.ts';
import { databaseTest } from '../../../kernel/db/testing.ts';
import { revisionAt } from '../../register/index.ts';
import { findArrears } from './arrears/queries.ts';
import { nameContact } from './contacts/commands.ts';
import { findDueContact } from './contacts/queries.ts';
import { forgetInDues } from './erasure.ts';
import { createDue, createMember, people } from './factories.ts';
import { paymentInput, recordPayment } from './payments/commands.ts';
import { recordReminder } from './reminders/commands.ts';
import { dueReminder, ledgerEntry } from './schema.ts';

const test = databaseTest();
const day = (text: string) => Temporal.PlainDate.from(text);
const person = '00000000-0000-4000-8000-0000000000aa';

test('a person is erased from reminders, contacts and payments; what was owed and when stays', async ({ act, db }) => {
  const finance = act({ actor: people.finance });
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2024);
  await nameContact(finance, id, { name: 'Bastien Lorme', email: 'lorme@haute.example', lang: 'fr' });
  const said = { year: 2024, address: 'lorme@haute.example', words: 'Cher Bastien Lorme, la mairie doit.' };
  await recordReminder(finance, id, { ...said, sentOn: day('2024-06-01'), recipient: 'Bastien Lorme' });
  await recordPayment(
    finance,
    id,
    paymentInput.parse({ receivedOn: '01/11/2026', amount: '50', currency: 'EUR', payer: 'M. BASTIEN LORME' }),
  );
  await forgetInDues(finance, person, ['Bastien Lorme', 'lorme@haute.example']);
  expect(await findDueContact(finance, id)).toBeNull();
  expect(await db.select().from(dueReminder)).toMatchObject([
    { recipients: [{ name: '[effacé]', address: '[effacé]' }], body: 'Cher [effacé], la mairie doit.', sentOn: day('2024-06-01') },
  ]);
  expect((await db.select().from(ledgerEntry).orderBy(ledgerEntry.number)).map((one) => one.label)).toEqual([
    'Cotisation 2024',
    'Paiement de M. [effacé]',
  ]);
  expect((await findArrears(db, { on: day('2026-11-23'), revision: await revisionAt(db, null) }, [id])).get(id)!.totalCents).toBe(500_00);
});

test('only an erasure changes a sentence, and nothing else of the row even then', async ({ act, db }) => {
  const { id } = await createMember(act(), 'Ville Haute');
  await createDue(act(), id, 2024);
  const run = (statement: ReturnType<typeof sql>) => inTransaction(act(), (act) => act.db.execute(statement));
  await expect(run(sql`update ledger_entry set label = 'autre'`)).rejects.toThrow(/Failed query/);
  await db.execute(sql`select set_config('beffroi.redacting', ${person}, true)`);
  for (const statement of [
    sql`update ledger_entry set amount_cents = 1`,
    sql`update ledger_entry set label = 'autre', year = 2023`,
    sql`delete from ledger_entry`,
    sql`update due_call set amount_cents = 1`,
  ])
    await expect(run(statement)).rejects.toThrow(/Failed query/);
  await run(sql`update ledger_entry set label = 'autre'`);
  await db.execute(sql`select set_config('beffroi.redacting', '', true)`);
});
