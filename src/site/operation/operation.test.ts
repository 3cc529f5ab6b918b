import { globSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { audit } from '../../kernel/audit/audit.ts';
import { sendMail } from '../../kernel/mail/outbox.ts';
import { createTestParty } from '../../modules/register/factories.ts';
import { inRevision } from '../../modules/register/index.ts';
import { siteTest } from '../../../test/site.ts';
import { say } from './messages.ts';

const test = siteTest();

test('every command that leaves a trace has its words on the page of traces', () => {
  const sources = globSync('src/**/*.{ts,tsx}', { exclude: ['**/*.test.*'] }).map((file) => readFileSync(file, 'utf8'));
  const commands = sources.flatMap((source) =>
    [...source.matchAll(/audit\(\s*(?:act|c\.var\.act|\{ [^}]*\}),\s*\{\s*command: '([^']+)'/g)].map((match) => match[1]!),
  );
  expect(commands.length).toBeGreaterThan(20);
  expect(commands.filter((command) => !say.has(`command.${command}`))).toEqual([]);
});

test('traces are shown in words, filtered and turned over page by page', async ({ openSite, act }) => {
  for (let number = 1; number <= 51; number += 1)
    await audit(act(), { command: 'team.invite', subject: `personne-${number}@exemple.org`, detail: { role: 'reader' } });
  await audit(act(), { command: 'operation.backup', subject: '/sauvegarde.zip' });
  const admin = await openSite().browser('admin');
  const first = await (await admin.get('/traces?quoi=team.invite')).text();
  expect(first).toContain('51 traces');
  expect(first).toContain('Invitation');
  expect(first).toContain('role : reader');
  expect(first).not.toContain('/sauvegarde.zip');
  expect([...(await (await admin.get('/traces?quoi=team.invite&page=2')).text()).matchAll(/personne-/g)]).toHaveLength(1);
  expect((await admin.get('/traces?page=-3&quoi=%27%3B--&qui=%25')).status).toBe(200);
});

test('a mail is read as it was written, and never run', async ({ openSite, act }) => {
  await sendMail(act(), { key: 'un', to: 'awa@exemple.org', subject: 'Dérive', text: 'Bonjour,\n<script>alert(1)</script>', lang: 'fr' });
  const officer = await openSite().browser('officer');
  const list = await (await officer.get('/courriers?etat=waiting')).text();
  const page = await (await officer.get(/\/courriers\/[0-9a-f-]{36}/.exec(list)![0])).text();
  expect(page).toContain('Bonjour,');
  expect(page).toContain('&lt;script>alert(1)');
  expect(await (await officer.get('/courriers?etat=sent')).text()).toContain('Aucun courrier');
});

test('the state page says what is well, and what to do where it is not', async ({ openSite }) => {
  const page = await (await openSite({ url: 'http://beffroi.exemple.org', sendsMail: false }).browser('admin')).get('/etat-de-marche');
  const text = await page.text();
  for (const sentence of [
    'les mots de passe y passent en clair',
    'Aucun serveur n’est réglé',
    'la première se fera cette nuit',
    'signe mais n’est pas publiée',
  ])
    expect(text).toContain(sentence);
});

test('the state page names the letters of the register that papers cannot write', async ({ openSite, act }) => {
  const admin = await openSite().browser('admin');
  expect(await (await admin.get('/etat-de-marche')).text()).toContain('Les documents savent écrire tous les noms');
  // A letter of private use is in no font.
  await inRevision(act(), { command: 'test', reason: 'test' }, (rev) => createTestParty(rev, { name: 'Cité \ue000 de Đặng' }));
  const page = await (await admin.get('/etat-de-marche')).text();
  expect(page).toContain('Une lettre du registre n’a aucune police');
  expect(page).toContain('(\ue000)');
});
