import { expect } from 'vitest';
import { databaseTest } from '../db/testing.ts';
import { closeAnswerLink, closeAnswerLinks, createAnswerLink, findAnswerLink } from './links.ts';
import { answerLink } from './schema.ts';

const test = databaseTest();
const purpose = 'mandate_confirmation';

test('a link answers once, for its purpose only; its token is kept nowhere', async ({ act, db }) => {
  const token = await createAnswerLink(act(), { purpose, subject: 'x', expiresAt: act().now.add({ hours: 24 }) });
  const link = await findAnswerLink(act(), purpose, token);
  expect(link).toMatchObject({ subject: 'x', state: 'open' });
  expect(await findAnswerLink(act(), 'invitation', token)).toBeNull();
  expect(await findAnswerLink(act(), purpose, `${token}x`)).toBeNull();
  expect(JSON.stringify(await db.select().from(answerLink))).not.toContain(token);
  expect([await closeAnswerLink(act(), link!.id), await closeAnswerLink(act(), link!.id)]).toEqual([true, false]);
  expect(await findAnswerLink(act(), purpose, token)).toMatchObject({ state: 'closed' });
});

test('a link that is too old, or whose question is no longer asked, answers nothing', async ({ act }) => {
  const [one, other] = [await ask('a'), await ask('b')];
  await closeAnswerLinks(act(), purpose, 'a');
  expect([await state(one), await state(other)]).toEqual(['closed', 'open']);
  expect(await state(other, 24)).toBe('expired');

  async function ask(subject: string): Promise<string> {
    return createAnswerLink(act(), { purpose, subject, expiresAt: act().now.add({ hours: 24 }) });
  }
  async function state(token: string, later = 0) {
    return (await findAnswerLink({ ...act(), now: act().now.add({ hours: later }) }, purpose, token))?.state;
  }
});
