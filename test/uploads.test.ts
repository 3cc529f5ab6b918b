import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Actor, outsideRoles, type Role, staffRoles } from '../src/kernel/actor.ts';
import { blanks, leadElsewhere, writeDocument } from '../src/kernel/files/factories.ts';
import { storedFile } from '../src/kernel/files/index.ts';
import { modules } from '../src/modules.ts';
import { createDossier } from '../src/modules/fund/applications/factories.ts';
import { dossierPaths } from '../src/modules/fund/applications/paths.ts';
import { followupPaths } from '../src/modules/fund/followup/paths.ts';
import { fundFollowup } from '../src/modules/fund/followup/schema.ts';
import { createProject } from '../src/modules/fund/projects/factories.ts';
import { siteModules } from '../src/site/site.ts';
import { type Browser, siteTest } from './site.ts';

const test = siteTest();
const megabyte = 1_000_000;
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'beffroi-uploads-'))));
afterAll(() => rm(folder, { recursive: true }));

test('200 MB are refused by every route that takes files before anything is read, from whoever may send there', async ({
  openSite,
  act,
}) => {
  const { lead } = await createDossier(act(), { state: 'draft' });
  const site = openSite();
  const browsers = new Map<Role, Browser>();
  const open = async (role: Role) => {
    const browser = browsers.get(role) ?? (await site.browser(role, role === 'city' || role === 'donor' ? lead.partyId : undefined));
    browsers.set(role, browser);
    return browser;
  };
  const routes = [...modules, ...siteModules].flatMap((one) => one.uploads ?? []);
  expect(routes.length).toBeGreaterThan(15);
  for (const { path, may } of routes) {
    const role = [...staffRoles, ...outsideRoles].find((one) => may(actorOf(one, lead.partyId)))!;
    const { pulled, body } = counted(1);
    const address = path.replace(/:\w+(\{[^}]*\})?/g, '00000000-0000-4000-8000-000000000000');
    const answer = await (await open(role)).send('POST', address, { 'content-length': String(200 * megabyte), ...form }, body);
    expect([path, answer.status, pulled()]).toEqual([path, 413, 0]);
  }
});

test('200 MB whose length nobody announced are refused while they come, in plain words', async ({ act, db, openSite }) => {
  const { dossier, lead } = await createDossier(act(), { state: 'draft' });
  const city = await openSite().browser('city', lead.partyId);
  const before = await db.$count(storedFile);
  const { pulled, body } = counted(200, 'Content-Disposition: form-data; name="file"; filename="film.pdf"\r\n\r\n%PDF-1.7\n');
  const answer = await city.send('POST', dossierPaths.files(dossier.id, 'deliberation'), form, body);
  expect([413, 422]).toContain(answer.status);
  expect(await answer.text()).toMatch(/dépasse|trop/);
  expect(pulled(), 'the sender is not listened to until the end').toBeLessThan(70 * megabyte);
  expect(await db.$count(storedFile)).toBe(before);
  const pieces = { 'tus-resumable': '1.0.0', 'upload-length': String(200 * megabyte) };
  expect((await city.send('POST', dossierPaths.uploads(dossier.id, 'deliberation'), pieces)).status).toBe(413);
});

test(
  'wrong types, zip bombs, macros and names that lead elsewhere are refused beside their field, each in its words; nothing is kept',
  {
    timeout: 120_000,
  },
  async ({ act, db, openSite }) => {
    const { dossier, lead } = await createDossier(act(), { state: 'draft' });
    const site = openSite();
    const city = await site.browser('city', lead.partyId);
    const zip = async (name: string, more?: Parameters<typeof writeDocument>[1]) => readFile(await writeDocument(join(folder, name), more));
    const bomb = await zip('bombe.docx', (one) => one.addReadStream(blanks(700), 'word/media/image1.bmp'));
    expect(bomb.length).toBeLessThan(megabyte);
    const files: [string, Buffer, string][] = [
      ['page.docx', Buffer.from('<html><script>alert(1)</script></html>'), 'quel que soit son nom'],
      ['programme.docx', Buffer.from('MZ\u0090\u0000', 'latin1'), 'quel que soit son nom'],
      ['bombe.docx', bomb, 'se déplie'],
      ['macros.docx', await zip('macros.docx', (one) => one.addBuffer(Buffer.from('x'), 'word/vbaProject.bin')), 'macros'],
      [
        'noms.docx',
        leadElsewhere(await zip('noms.docx', (one) => one.addBuffer(Buffer.from('x'), 'aaaa/etc'))),
        'sortiraient de son dossier',
      ],
      ['vide.docx', Buffer.alloc(0), 'vide'],
      ['abîmé.docx', (await zip('abîmé.docx')).subarray(0, -30), 'abîmé'],
    ];
    const before = await db.$count(storedFile);
    for (const [name, bytes, sentence] of files) {
      const answer = await city.sendFile(dossierPaths.wordImport(dossier.id), {}, name, bytes);
      expect([name, answer.status]).toEqual([name, 422]);
      expect(await answer.text(), name).toContain(sentence);
      // Where a document of Word is not what is asked for, it is refused too, whatever it holds.
      expect([name, (await city.sendFile(dossierPaths.files(dossier.id, 'deliberation'), {}, name, bytes)).status]).toEqual([name, 422]);
    }
    expect(await db.$count(storedFile)).toBe(before);
  },
);

test('a form that is cut on its way is refused beside its file, and nothing of it is kept', async ({ openSite, act, db }) => {
  const { reference } = await createProject(act());
  const officer = await openSite().browser('officer');
  const cut =
    '--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nvisit\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF';
  const path = followupPaths.ofProject(reference);
  const answer = await officer.send('POST', path, { 'content-type': 'multipart/form-data; boundary=x' }, cut.slice(0, 90));
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('L’envoi a été coupé. Rien n’a été gardé')]);
  expect(await db.$count(fundFollowup)).toBe(0);
});

function actorOf(role: Role, partyId: string): Actor {
  return { kind: 'user', id: role, name: role, role, partyId };
}

const form = { 'content-type': 'multipart/form-data; boundary=limite' };

/** A body of so many million bytes, and how many of them were asked for. */
function counted(megabytes: number, head = 'Content-Disposition: form-data; name="x"\r\n\r\n') {
  let pulled = 0;
  let left = megabytes;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const isFirst = left === megabytes;
        left -= 1;
        pulled += megabyte;
        if (isFirst) controller.enqueue(Buffer.from(`--limite\r\n${head}`));
        controller.enqueue(Buffer.alloc(megabyte, 120));
        if (left === 0) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, pulled: () => pulled };
}
