import { expect } from 'vitest';
import { Hono } from 'hono';
import { siteTest } from '../../../test/site.ts';
import { inTransaction } from '../act.ts';
import { audit } from '../audit/audit.ts';
import { auditEntry } from '../audit/schema.ts';
import { Refused } from '../errors.ts';
import { type Env, seeOther } from './env.ts';
import { formValues } from './forms.ts';

const test = siteTest();

/** A page whose form records what it is given, in two transactions, and refuses « non ». */
const counter = {
  name: 'counter',
  routes: new Hono<Env>().post('/compteur', async (c) => {
    const { word } = await formValues(c);
    for (const command of ['one', 'two']) {
      await inTransaction(c.var.act, async (act) => {
        await audit(act, { command, subject: String(word) });
        if (word === 'non') throw new Refused(() => 'non');
      });
    }
    return seeOther(c, `/compteur/${String(word)}`);
  }),
};
const key = '6f1c1f0e-0000-4000-8000-000000000001';

test('a form sent twice is carried out once, and gets the first answer twice', async ({ openSite, db }) => {
  const browser = await openSite({ modules: [counter] }).browser();
  for (let sending = 1; sending <= 2; sending += 1) {
    const answer = await browser.post('/compteur', { requestKey: key, word: 'oui' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/compteur/oui']);
  }
  expect(await db.select().from(auditEntry)).toHaveLength(2);
});

test('the same page sent again with other words is another request', async ({ openSite, db }) => {
  const browser = await openSite({ modules: [counter] }).browser();
  await browser.post('/compteur', { requestKey: key, word: 'oui' });
  await browser.post('/compteur', { requestKey: key, word: 'aussi' });
  expect(await db.select().from(auditEntry)).toHaveLength(4);
});

test('what was refused was not carried out, and may be sent again', async ({ openSite, db }) => {
  const browser = await openSite({ modules: [counter] }).browser();
  for (let sending = 1; sending <= 2; sending += 1)
    expect((await browser.post('/compteur', { requestKey: key, word: 'non' })).status).toBe(409);
  expect(await db.select().from(auditEntry)).toEqual([]);
});

test('someone else’s key is of no use', async ({ openSite, db }) => {
  const site = openSite({ modules: [counter] });
  for (const role of ['officer', 'editor'] as const) await (await site.browser(role)).post('/compteur', { requestKey: key, word: 'oui' });
  expect(await db.select().from(auditEntry)).toHaveLength(4);
});

test('a form without a key is carried out each time', async ({ openSite, db }) => {
  const browser = await openSite({ modules: [counter] }).browser();
  for (let sending = 1; sending <= 2; sending += 1) await browser.post('/compteur', { word: 'oui' });
  expect(await db.select().from(auditEntry)).toHaveLength(4);
});
