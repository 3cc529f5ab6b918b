import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../../test/site.ts';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { storedFile } from '../../../kernel/files/index.ts';
import { bare, buildPhoto } from '../../../kernel/files/pictures/factories.ts';
import { cityUser, createProject, createSignedProject, people } from '../projects/factories.ts';
import type { Project } from '../projects/schema.ts';
import { hideProject } from '../public/commands.ts';
import { publicPaths } from '../public/paths.ts';
import { choosePhotos, recordConsent, removePhoto, withdrawConsent } from './commands.ts';
import { forgetInPhotos } from './erasure.ts';
import { createPhoto } from './factories.ts';
import { photoPaths } from './paths.ts';
import { findPhoto, listPublicPhotos } from './queries.ts';
import { fundPhoto, fundPhotoConsent } from './schema.ts';

const test = siteTest();
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const typed = { caption: 'La halle couverte', takenOn: '', place: '', credit: '', state: '', collectedBy: '', collectedOn: '' };
const given = { state: 'given', children: false, collectedBy: 'Aminata Ba', collectedOn: Temporal.PlainDate.from('2026-11-02') } as const;

test('a city adds a photo of its project, of which nothing but what one sees is kept; the secretariat sees it, the public does not', async ({
  act,
  openSite,
}) => {
  const project = await createSignedProject(act());
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const list = photoPaths.own.ofProject(project.reference);
  const added = await city.sendFile(list, { ...typed, place: 'Marché de Bè' }, 'awa-diop.jpg', buildPhoto({ orientation: 6 }));
  expect(added.status).toBe(303);
  const [, id] = /\/photos\/([0-9a-f-]{36})/.exec(added.headers.get('location')!)!;
  const picture = await city.get(photoPaths.own.picture(project.reference, id!));
  expect(Buffer.from(await picture.arrayBuffer()).includes('GPS')).toBe(false);
  expect(Object.fromEntries(picture.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': "attachment; filename*=UTF-8''photo.jpg",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
  const reader = await site.browser('reader');
  const page = await (await reader.get(photoPaths.staff.ofProject(project.reference))).text();
  for (const one of ['alt="La halle couverte"', 'Marché de Bè', 'rien n’est dit', 'width="2"']) expect(page).toContain(one);
  expect(page).not.toContain('<form method="post" action="/fonds/projets');
  const visitor = await site.browser();
  expect(await (await visitor.get(publicPaths.project(project.slug))).text()).not.toContain('La halle couverte');
  expect((await visitor.get(photoPaths.public(project.slug, id!))).status).toBe(404);
});

test.for<[string, Record<string, string>, string, Buffer, string]>([
  ['a photo without words for who does not see it', { caption: '' }, 'a.jpg', bare.jpeg, 'id="caption-error"'],
  ['a damaged one', {}, 'a.jpg', bare.jpeg.subarray(0, 200), 'abîmée'],
  ['a page that calls itself a photo', {}, 'a.jpg', Buffer.from('<html>'), 'quel que soit son nom'],
  ['a paper', {}, 'a.pdf', pdf, 'quel que soit son nom'],
  ['one of tomorrow', { takenOn: '2026-12-24' }, 'a.jpg', bare.jpeg, 'pas encore venu'],
  ['a consent that nobody collected', { state: 'given' }, 'a.jpg', bare.jpeg, 'Dites qui a recueilli'],
  ['a consent without a day', { state: 'given', collectedBy: 'Aminata Ba' }, 'a.jpg', bare.jpeg, 'id="collectedOn-error"'],
  ['children where nobody is recognizable', { state: 'nobody', children: 'yes' }, 'a.jpg', bare.jpeg, 'choisissez'],
  ['a collected consent that is still to be collected', { state: 'asked', collectedBy: 'Aminata Ba' }, 'a.jpg', bare.jpeg, 'ne va qu’avec'],
])('%s is refused in words, and nothing of it is kept', async ([, fields, name, bytes, sentence], { act, db, openSite }) => {
  const project = await createSignedProject(act());
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const before = await db.$count(storedFile);
  const answer = await city.sendFile(photoPaths.own.ofProject(project.reference), { ...typed, ...fields }, name, bytes);
  expect([answer.status, (await answer.text()).includes(sentence)]).toEqual([422, true]);
  expect([await db.$count(fundPhoto), await db.$count(storedFile)]).toEqual([0, before]);
});

test('a photo that is sent twice is one', async ({ act, openSite }) => {
  const project = await createSignedProject(act());
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const send = () => city.sendFile(photoPaths.own.ofProject(project.reference), typed, 'a.jpg', bare.jpeg);
  expect((await send()).status).toBe(303);
  const again = await send();
  expect([again.status, (await again.text()).includes('déjà là')]).toEqual([422, true]);
});

test('the public sees a photo once each person seen agreed and the secretariat chose it, in its order; taken back, it is gone at once, at its address too', async ({
  act,
  openSite,
}) => {
  const project = await createSignedProject(act());
  const second = await createPhoto(act(), project, { caption: 'Les vendeuses', bytes: bare.png });
  const first = await createPhoto(act(), project, {
    caption: 'La toiture',
    consent: { ...given, state: 'nobody', collectedBy: null, collectedOn: null },
  });
  const site = openSite();
  const officer = await site.browser('officer');
  const city = await site.browser('city', project.leadId);
  const visitor = await site.browser();
  const choose = (places: Record<string, string>) => officer.post(photoPaths.choice(project.reference), places);
  const early = await choose({ [`place-${second}-0`]: '2', [`place-${first}-1`]: '1' });
  expect([early.status, (await early.text()).includes('n’est pas, ou n’est plus, donné')]).toEqual([422, true]);
  expect((await choose({ [`place-${first}-1`]: 'un' })).status).toBe(422);
  const consent = photoPaths.own.consent(project.reference, second);
  expect((await city.sendFile(consent, { state: 'given', children: 'yes' }, 'accord-de-Awa.pdf', pdf)).status).toBe(303);
  expect((await choose({ [`place-${second}-1`]: '2', [`place-${first}-1`]: '1' })).status).toBe(303);

  const captions = async () => {
    const page = await (await visitor.get(publicPaths.project(project.slug))).text();
    return [...page.matchAll(/<img [^>]*alt="([^"]*)"/g)].map(([, caption]) => caption);
  };
  expect(await captions()).toEqual(['La toiture', 'Les vendeuses']);
  expect(await (await visitor.get(`/en${publicPaths.project(project.slug)}`)).text()).toContain('lang="fr"');
  const address = photoPaths.public(project.slug, second);
  const seen = await visitor.get(address);
  expect(Buffer.from(await seen.arrayBuffer())).toEqual(bare.png);
  expect(Object.fromEntries(seen.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
    'cache-control': 'no-cache',
  });
  const etag = seen.headers.get('etag')!;
  expect((await visitor.get(address, { 'if-none-match': etag })).status).toBe(304);
  // Of another project, it is nowhere.
  const other = await createSignedProject(act(), { title: 'Un autre' });
  expect((await visitor.get(photoPaths.public(other.slug, second))).status).toBe(404);

  const withdrawal = photoPaths.own.withdrawal(project.reference, second);
  expect((await city.post(withdrawal, { reason: '' })).status).toBe(422);
  expect((await city.post(withdrawal, { reason: 'Une personne revient sur son accord' })).status).toBe(303);
  expect((await city.post(withdrawal, { reason: 'Encore' })).status).toBe(422);
  expect(await captions()).toEqual(['La toiture']);
  expect((await visitor.get(address)).status).toBe(404);
  expect((await visitor.get(address, { 'if-none-match': etag })).status).toBe(404);
  // Given again, it waits to be chosen again.
  await recordConsent(act({ actor: people.officer }), project, second, given, null);
  expect(await captions()).toEqual(['La toiture']);
  // A form that was shown before that publishes nothing, whatever place it held.
  const stale = await choose({ [`place-${second}-1`]: '2', [`place-${first}-1`]: '1' });
  const said = await stale.text();
  expect([stale.status, said.includes('Ce qui est dit de l’accord a changé depuis que cette page s’est affichée')]).toEqual([422, true]);
  expect(said).toContain(`name="place-${second}-3"`);
  expect(await captions()).toEqual(['La toiture']);
  expect((await choose({ [`place-${second}-3`]: '1', [`place-${first}-1`]: '' })).status).toBe(303);
  expect(await captions()).toEqual(['Les vendeuses']);
});

test('a project that is hidden, or not signed yet, shows no photo, whatever was chosen', async ({ act, db, openSite }) => {
  const visitor = await openSite().browser();
  const signed = await createSignedProject(act());
  const shown = await createPublicPhoto(act(), signed);
  expect((await visitor.get(photoPaths.public(signed.slug, shown))).status).toBe(200);
  await hideProject(act({ actor: people.direction }), signed.id, { what: 'project', hidden: 'yes', reason: 'Menaces' });
  expect((await visitor.get(photoPaths.public(signed.slug, shown))).status).toBe(404);
  const early = await createProject(act(), { title: 'Pas encore signé' });
  const waiting = await createPublicPhoto(act(), early);
  expect((await visitor.get(photoPaths.public(early.slug, waiting))).status).toBe(404);
  expect([...(await listPublicPhotos(db, signed.id)), ...(await listPublicPhotos(db, early.id))]).toEqual([]);
});

test('a photo is shown without its place where the places of its project are hidden', async ({ act, openSite }) => {
  const project = await createSignedProject(act());
  await createPublicPhoto(act(), project, 'Marché de Bè');
  const visitor = await openSite().browser();
  const page = async () => (await visitor.get(publicPaths.project(project.slug))).text();
  expect(await page()).toContain('Marché de Bè');
  await hideProject(act({ actor: people.direction }), project.id, { what: 'places', hidden: 'yes', reason: 'Menaces' });
  expect(await page()).not.toContain('Marché de Bè');
  expect(await page()).toContain('La halle couverte');
});

test('a photo of a city is seen, added to, agreed to and removed by nobody of another; the signed paper is read by whoever follows the project', async ({
  act,
  openSite,
}) => {
  const project = await createSignedProject(act());
  const other = await createSignedProject(act(), { title: 'Un autre' });
  const site = openSite();
  const { reference: ref } = project;
  const city = await site.browser('city', project.leadId);
  const stranger = await site.browser('city', other.leadId);
  const id = await createPhoto(act(), project);
  await city.sendFile(photoPaths.own.consent(ref, id), { state: 'given' }, 'accord-de-Awa.pdf', pdf);
  const { own, staff } = photoPaths;
  const read = [own.ofProject(ref), own.photo(ref, id), own.picture(ref, id), own.evidence(ref, id, '1')];
  expect(await statuses(city, read)).toEqual([200, 200, 200, 200]);
  expect(await statuses(stranger, read)).toEqual([404, 404, 404, 404]);
  // Through a project of one's own, a photo of another's is not there.
  expect(await statuses(stranger, [own.photo(other.reference, id), own.picture(other.reference, id)])).toEqual([404, 404]);
  const theirs = [staff.ofProject(ref), staff.photo(ref, id), staff.picture(ref, id), staff.evidence(ref, id, '1')];
  expect(await statuses(stranger, theirs)).toEqual([403, 403, 403, 403]);
  expect(await statuses(await site.browser('officer'), theirs)).toEqual([200, 200, 200, 200]);
  expect(await statuses(await site.browser('reader'), theirs)).toEqual([200, 200, 200, 403]);
  expect((await city.get(own.evidence(ref, id, '1'))).headers.get('content-disposition')).toContain("''accord.pdf");
  for (const [path, fields] of [
    [own.withdrawal(ref, id), { reason: 'Non' }],
    [own.removal(ref, id), { reason: 'Non' }],
  ] as const)
    expect((await stranger.post(path, fields)).status).toBe(404);
  expect((await stranger.sendFile(own.ofProject(ref), typed, 'a.jpg', bare.jpeg)).status).toBe(404);
  expect((await stranger.sendFile(own.consent(ref, id), { state: 'nobody' }, '', Buffer.alloc(0))).status).toBe(404);
  await expect(withdrawConsent(act({ actor: cityUser(other.leadId) }), project, id, { reason: 'Non' })).rejects.toThrow(Forbidden);
  await expect(choosePhotos(act({ actor: cityUser(project.leadId) }), project, { [`place-${id}-1`]: '1' })).rejects.toThrow(Forbidden);
  await expect(removePhoto(act({ actor: people.finance }), project, id, { reason: 'Non' })).rejects.toThrow(Forbidden);
});

test('a photo that is removed is no more: its picture is forgotten, why stays', async ({ act, db, openSite }) => {
  const project = await createSignedProject(act());
  const id = await createPublicPhoto(act(), project);
  const before = await db.$count(storedFile);
  const city = await openSite().browser('city', project.leadId);
  const removed = await city.post(photoPaths.own.removal(project.reference, id), { reason: 'Demandé par un parent' });
  expect(removed.status).toBe(303);
  expect(await db.$count(storedFile)).toBe(before - 1);
  await expect(findPhoto(act(), project, id)).rejects.toThrow(Missing);
  const visitor = await openSite().browser();
  expect((await visitor.get(photoPaths.public(project.slug, id))).status).toBe(404);
  expect(await (await city.get(photoPaths.own.ofProject(project.reference))).text()).toContain('Demandé par un parent');
});

test('the signed paper goes with its photo; that there was one, and its hash, stay', async ({ act, db, openSite }) => {
  const project = await createSignedProject(act());
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const id = await createPhoto(act(), project);
  const before = await db.$count(storedFile);
  await city.sendFile(photoPaths.own.consent(project.reference, id), { state: 'given' }, 'accord-de-Awa.pdf', pdf);
  expect(await db.$count(storedFile)).toBe(before + 1);
  await removePhoto(act({ actor: people.officer }), project, id, { reason: 'Demandé par un parent' });
  expect(await db.$count(storedFile)).toBe(before - 1);
  const [consent] = await db.select().from(fundPhotoConsent);
  expect(consent).toMatchObject({ state: 'given', fileId: null, paperSha256: createHash('sha256').update(pdf).digest('hex') });
  expect(consent!.paperForgottenAt).not.toBeNull();
});

test('the direction erases a signed paper while its photo stays; the city and the officers do not', async ({ act, db, openSite }) => {
  const project = await createSignedProject(act());
  const { reference: ref } = project;
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const id = await createPhoto(act(), project);
  await city.sendFile(photoPaths.own.consent(ref, id), { state: 'given' }, 'accord-de-Awa.pdf', pdf);
  const before = await db.$count(storedFile);
  const [page, erasure] = [photoPaths.staff.photo(ref, id), photoPaths.forgetting(ref, id, '1')];
  const officer = await site.browser('officer');
  for (const browser of [city, officer]) expect((await browser.post(erasure)).status).toBe(403);
  expect(await (await officer.get(page)).text()).not.toContain('Effacer l’accord signé');
  const direction = await site.browser('direction');
  expect(await (await direction.get(page)).text()).toContain('Effacer l’accord signé');
  expect((await direction.post(erasure)).status).toBe(303);
  expect(await db.$count(storedFile)).toBe(before - 1);
  const read = await (await city.get(photoPaths.own.photo(ref, id))).text();
  expect(read).toContain('L’accord signé a été effacé');
  expect(read).toContain('accord donné par écrit');
  expect((await city.get(photoPaths.own.evidence(ref, id, '1'))).status).toBe(404);
  expect((await direction.post(erasure)).status).toBe(404);
  expect((await direction.post(photoPaths.forgetting(ref, id, '2'))).status).toBe(404);
});

test('a paper that was photographed keeps nothing of where it was signed', async ({ act, db, openSite }) => {
  const project = await createSignedProject(act());
  const site = openSite();
  const city = await site.browser('city', project.leadId);
  const id = await createPhoto(act(), project);
  const consent = photoPaths.own.consent(project.reference, id);
  expect((await city.sendFile(consent, { state: 'given' }, 'accord-de-Awa.jpg', buildPhoto())).status).toBe(303);
  const paper = await city.get(photoPaths.own.evidence(project.reference, id, '1'));
  expect(paper.headers.get('content-disposition')).toContain("''accord.jpg");
  expect(Buffer.from(await paper.arrayBuffer())).toEqual(bare.jpeg);
  const before = await db.$count(storedFile);
  for (const [name, bytes, sentence] of [
    ['accord.jpg', bare.jpeg.subarray(0, 200), 'abîmée'],
    ['accord.pdf', Buffer.from('<html>'), 'quel que soit son nom'],
  ] as const) {
    const refused = await city.sendFile(consent, { state: 'given' }, name, bytes);
    expect([refused.status, (await refused.text()).includes(sentence)]).toEqual([422, true]);
  }
  expect(await db.$count(storedFile)).toBe(before);
});

test('the database publishes no photo without the consent that holds, and keeps what was agreed', async ({ act, db }) => {
  const project = await createSignedProject(act());
  const id = await createPhoto(act(), project, { consent: given });
  const later = { ...act({ actor: people.officer }), now: act().now.add({ hours: 1 }) };
  await withdrawConsent(later, project, id, { reason: 'Non' });
  const choose = (consent: number) =>
    sql`insert into fund_photo_choice (photo_id, number, position, consent, at, by_id, by) values (${id}, 1, 1, ${consent}, now(), 'u', 'x')`;
  for (const refused of [
    choose(1),
    choose(2),
    sql`insert into fund_photo_consent (photo_id, number, state, children, at, by_id, by) values (${id}, 3, 'given', false, now(), 'u', 'x')`,
    sql`insert into fund_photo_consent (photo_id, number, state, children, at, by_id, by) values (${id}, 3, 'nobody', true, now(), 'u', 'x')`,
    sql`update fund_photo_consent set state = 'nobody'`,
    sql`delete from fund_photo_consent`,
    sql`update fund_photo_consent set paper_forgotten_at = now()`,
    sql`delete from fund_photo_picture`,
    sql`update fund_photo set caption = 'Autre'`,
  ])
    await expect(db.transaction((tx) => tx.execute(refused))).rejects.toThrow();
});

test('who is erased is named beside no photo any more; that people agreed, and when, stays', async ({ act, db }) => {
  const project = await createSignedProject(act());
  const id = await createPhoto(act({ actor: cityUser(project.leadId) }), project, { credit: 'Aminata Ba', consent: given });
  await forgetInPhotos(act(), '00000000-0000-4000-8000-00000000e009', ['Aminata Ba']);
  const { photo, consents } = await findPhoto(act(), project, id);
  expect(photo).toMatchObject({ credit: '[effacé]', by: '[effacé]' });
  expect(consents).toMatchObject([{ state: 'given', collectedBy: '[effacé]', by: '[effacé]', collectedOn: given.collectedOn }]);
  expect(JSON.stringify([await db.select().from(fundPhotoConsent), await db.select().from(storedFile)])).not.toContain('Aminata Ba');
});

/** A photo on which nobody is recognizable, and which was chosen. */
async function createPublicPhoto(act: Act, project: Project, place: string | null = null): Promise<string> {
  const id = await createPhoto(act, project, { place, consent: { ...given, state: 'nobody', collectedBy: null, collectedOn: null } });
  await choosePhotos({ ...act, actor: people.officer }, project, { [`place-${id}-1`]: '1' });
  return id;
}

async function statuses(browser: Browser, paths: readonly string[]): Promise<number[]> {
  const found = [];
  for (const path of paths) found.push((await browser.get(path)).status);
  return found;
}
