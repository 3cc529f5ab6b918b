import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { visitor } from '../../kernel/actor.ts';
import { databaseTest } from '../../kernel/db/testing.ts';
import { mailOutbox } from '../../kernel/mail/schema.ts';
import { asKnownNow, findHeads } from '../register/index.ts';
import { nominate } from './delegations/commands.ts';
import { createTestMeeting, people } from './factories.ts';
import { forgetInEvents } from './forget.ts';
import { answerByLink } from './invitations/answers.ts';
import { conditionInput } from './invitations/input.ts';
import { approveList, proposeList } from './invitations/list-commands.ts';
import { findList } from './invitations/queries.ts';
import { addCondition } from './invitations/rule-commands.ts';
import { sendInvitations } from './invitations/sending.ts';
import { findMeeting } from './meetings/queries.ts';
import { delegateStep, invitationAnswer, invitationLine, invitationMail, invitationRecipient, sessionSpeaker } from './schema.ts';

const test = databaseTest();
const slug = 'congres-2027';

test('a person who is erased is named nowhere in events; that their city was invited, answered and comes stays', async ({ act, db }) => {
  const by = people(act);
  const ids = await createTestMeeting(by.marc);
  await addCondition(by.marc, slug, conditionInput.parse({ kind: 'head', block: '0' }));
  const held = await findMeeting(by.marc, slug);
  const number = await proposeList(by.marc, slug);
  await approveList(by.lea, slug, number, await findList(by.lea, held.id, number));
  await sendInvitations(by.marc, slug, number);
  const mails = await db.select().from(mailOutbox);
  const token = /\/lien\/([\w-]+)/.exec(mails.find(({ recipient }) => recipient === 'mairie@lome.exemple')!.body)![1]!;
  await answerByLink(act({ actor: visitor }), token, { answer: 'accepted', message: 'Kossi Agbeko viendra.' });
  await nominate(by.marc, slug, ids['lome']!, {
    name: 'Kossi  Agbeko',
    role: 'maire',
    email: 'mairie@lome.exemple',
    lang: 'fr',
    isHead: true,
  });

  const head = (await findHeads(db, await asKnownNow(by.marc), [ids['lome']!])).get(ids['lome']!)!;
  await forgetInEvents(by.lea, head.person.id, ['Kossi AGBEKO', 'AGBEKO, Kossi', 'mairie@lome.exemple']);
  const tables = [delegateStep, invitationAnswer, invitationLine, invitationMail, invitationRecipient, sessionSpeaker];
  const everything = JSON.stringify(await Promise.all(tables.map((table) => db.select().from(table))));
  expect(everything).not.toMatch(/kossi|agbeko|mairie@lome/i);
  expect(everything).toContain('ROCHAT');
  expect(await db.select().from(invitationAnswer)).toMatchObject([{ answer: 'accepted', message: '[effacé] viendra.', by: '[effacé]' }]);
  // Afterwards, what was kept is kept again.
  await expect(db.transaction((tx) => tx.update(invitationAnswer).set({ message: null }))).rejects.toThrow();
});

test('even during an erasure, nothing but what may name someone changes', async ({ act, db }) => {
  const by = people(act);
  await createTestMeeting(by.marc);
  await addCondition(by.marc, slug, conditionInput.parse({ kind: 'head', block: '0' }));
  await proposeList(by.marc, slug);
  const tried = db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('beffroi.redacting', 'quelqu’un', true)`);
    await tx.update(invitationLine).set({ verdict: 'in' });
  });
  await expect(tried).rejects.toThrow();
});
