import { expect } from 'vitest';
import { siteTest } from '../../../../test/site.ts';
import { buildSaved, createApproved, createCountedMembers, createDraft, createPublished, people } from '../factories.ts';
import { saveText } from './commands.ts';
import { recordReading } from './life.ts';
import { findDraft } from './queries.ts';

const test = siteTest(async (act) => void (await createCountedMembers(act)));

const words = {
  figuresOn: '19/11/2025',
  frBase: '2',
  frTitle: 'Un texte',
  frLead: '',
  frMarkdown: 'Ils sont :chiffre[membres]{#membres}.',
  frSignature: '',
  enBase: '0',
  enTitle: '',
  enLead: '',
  enMarkdown: '',
  enSignature: '',
};

test('an editor begins a text, writes it, reads its numbers and records the reading', async ({ act, openSite }) => {
  const browser = await openSite().browser('editor');
  const begun = await browser.post('/redaction/nouveau-texte', { title: 'Un texte', kind: 'account', figuresOn: '19/11/2025' });
  expect([begun.status, begun.headers.get('location')]).toEqual([303, '/redaction/un-texte/edition']);
  const saved = await browser.post('/redaction/un-texte/edition', { ...words, frBase: '1' });
  expect(saved.headers.get('location')).toBe('/redaction/un-texte?fait=saved');
  const read = await (await browser.get('/redaction/un-texte/lecture')).text();
  expect(read).toContain('Tout est réglé');
  expect((await browser.post('/redaction/un-texte/lecture')).headers.get('location')).toBe('/redaction/un-texte?fait=read');
  expect(await (await browser.get('/redaction/un-texte?fait=read')).text()).toContain('Il attend l’approbation d’une autre personne');
  expect((await findDraft(people(act).awa, 'un-texte')).state).toBe('read');
});

test('a form with everything wrong comes back whole, each error beside its field', async ({ openSite }) => {
  const browser = await openSite().browser('editor');
  const response = await browser.post('/redaction/nouveau-texte', { title: ' ', kind: 'poem', figuresOn: '31/02/2025' });
  expect(response.status).toBe(422);
  const html = await response.text();
  for (const id of ['title', 'kind', 'figuresOn']) expect(html).toContain(`id="${id}-error"`);
  expect(html).toContain('value="31/02/2025"');
});

test('an unbound number asks for a reason, which settles it; a contradicted one does not let itself be settled', async ({
  act,
  openSite,
}) => {
  const slug = await createDraft(people(act).awa, {
    frMarkdown: 'Le marché compte 17 étals. Plus de 20 : :chiffre[membres]{#membres dit="plus de 20"}.',
  });
  const browser = await openSite().browser('editor');
  const html = await (await browser.get(`/redaction/${slug}/lecture`)).text();
  const items = [...html.matchAll(/<li id="mention-fr-\d+" class="mention-item (mention-\w+)"/g)].map((found) => found[1]);
  expect(items).toEqual(['mention-contradicted', 'mention-reasonNeeded', 'mention-reasonNeeded']);
  expect(html.match(/action="\/redaction\/[^"]*\/motifs"/g)).toHaveLength(2);
  expect(
    (
      await browser.post(`/redaction/${slug}/motifs`, {
        lang: 'fr',
        sentence: 'Le marché compte 17 étals.',
        mention: '17',
        reason: 'Compté.',
      })
    ).headers.get('location'),
  ).toBe(`/redaction/${slug}/lecture?motif`);
  expect(
    (await browser.post(`/redaction/${slug}/motifs`, { lang: 'fr', sentence: 'Le marché compte 17 étals.', mention: '17', reason: ' ' }))
      .status,
  ).toBe(422);
  const refused = await browser.post(`/redaction/${slug}/lecture`);
  expect(refused.status).toBe(422);
  expect(await refused.text()).toContain('2 nombres de ce texte ne sont pas réglés');
});

test('« Prévisualiser » shows the words typed and their reading, and saves nothing; the island asks for the preview alone', async ({
  act,
  openSite,
}) => {
  const { awa } = people(act);
  const slug = await createDraft(awa);
  const browser = await openSite().browser('editor');
  const typed = { ...words, frMarkdown: 'Ils seront :chiffre[membres]{#membres forme=lettres}, et 17 autres.' };
  const page = await (await browser.post(`/redaction/${slug}/apercu`, typed)).text();
  expect(page).toContain('deux\u00a0membres');
  expect(page).toContain('Ils seront :chiffre[membres]{#membres forme=lettres}, et 17 autres.');
  const part = await (await browser.post(`/redaction/${slug}/apercu`, typed, { 'x-part': 'preview' })).text();
  expect(part).toContain('<section id="preview"');
  expect(part).not.toContain('<textarea');
  expect(part.length).toBeLessThan(page.length / 2);
  expect((await findDraft(awa, slug)).fr.number).toBe(2);
  expect((await (await openSite().browser('reader')).post(`/redaction/${slug}/apercu`, typed)).status).toBe(403);
});

test('two people who save the same version: the second sees both, and loses nothing of what was typed', async ({ act, openSite }) => {
  const slug = await createDraft(people(act).awa);
  const site = openSite();
  const [first, second] = [await site.browser('editor'), await site.browser('officer')];
  expect((await first.post(`/redaction/${slug}/edition`, { ...words, frLead: 'Le chapeau du premier.' })).status).toBe(303);
  const refused = await second.post(`/redaction/${slug}/edition`, { ...words, frLead: 'Un autre chapeau.' });
  expect(refused.status).toBe(409);
  const html = await refused.text();
  expect(html).toContain('Quelqu’un a enregistré ce texte pendant que vous écriviez');
  expect(html).toContain('Un autre chapeau.</textarea>');
  expect(html).toMatch(/<del>.*Le.*<\/del>/s);
  expect(html).toContain('name="frBase" value="3"');
});

test('an officer approves, publishes, and withdraws with a notice; a step taken too late leads back to the text', async ({
  act,
  openSite,
}) => {
  const slug = await createApproved(people(act));
  const browser = await openSite().browser('officer');
  expect((await browser.get(`/redaction/${slug}/approbation`)).headers.get('location')).toBe(`/redaction/${slug}`);
  expect(await (await browser.get(`/redaction/${slug}/publication`)).text()).toContain('Publier ce texte');
  expect((await browser.post(`/redaction/${slug}/publication`, { frSeen: '2', enSeen: '0' })).headers.get('location')).toBe(
    `/redaction/${slug}?fait=published`,
  );
  expect((await browser.post(`/redaction/${slug}/publication`)).status).toBe(422);
  expect((await browser.post(`/redaction/${slug}/retrait`, { noticeFr: '' })).status).toBe(422);
  expect((await browser.post(`/redaction/${slug}/retrait`, { noticeFr: 'Erreur.' })).status).toBe(303);
  expect(await (await browser.get(`/redaction/${slug}?fait=withdrawn`)).text()).toContain('Le texte est retiré');
});

test('a page of approval opened before another save approves nothing, however often it is sent', async ({ act, openSite }) => {
  const { awa } = people(act);
  const slug = await createDraft(awa);
  await recordReading(awa, slug);
  const browser = await openSite().browser('officer');
  const [, link] = /href="([^"]*\/approbation[^"]*)"/.exec(await (await browser.get(`/redaction/${slug}`)).text())!;
  await saveText(awa, slug, buildSaved({ frBase: 2, frLead: 'Un chapeau.' }));
  await recordReading(awa, slug);
  const page = await (await browser.get(link!.replaceAll('&amp;', '&'))).text();
  expect(page).toContain('name="frSeen" value="2"');
  expect(page).toMatch(/au 19 novembre 2025.*<dd[^>]*>2 /s);
  const refused = await browser.post(`/redaction/${slug}/approbation`, { frSeen: '2', enSeen: '0' });
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('Ce texte a changé depuis que vous l’avez lu');
  expect(html).toContain('name="frSeen" value="2"');
  expect((await browser.post(`/redaction/${slug}/approbation`)).status).toBe(422);
  expect((await browser.post(`/redaction/${slug}/approbation`, { frSeen: '3', enSeen: '0' })).status).toBe(303);
});

test('the change between two versions is shown in words, not in colour alone', async ({ act, openSite }) => {
  const slug = await createPublished(people(act));
  const browser = await openSite().browser('reader');
  const html = await (await browser.get(`/redaction/${slug}/comparaison/fr/1/2`)).text();
  expect(html).toContain('<ins><span class="govuk-visually-hidden">Ajouté\u00a0: </span>');
  expect(
    await (await browser.get(`/redaction/${await createDraft(people(act).awa, { frTitle: 'Un autre titre' })}/comparaison/fr/1/2`)).text(),
  ).toContain('Versions 1 et 2');
  const title = await createDraft(people(act).awa);
  await saveText(people(act).awa, title, buildSaved({ frBase: 2, frTitle: 'Un titre neuf', frSignature: 'Le bureau' }));
  expect(await (await browser.get(`/redaction/${title}/comparaison/fr/2/3`)).text()).toMatch(/<h2>Titre<\/h2>.*<h2>Au nom de<\/h2>/s);
  for (const path of ['de/1/2', 'fr/1/9', 'fr/0/1', 'fr/x/1'])
    expect((await browser.get(`/redaction/${slug}/comparaison/${path}`)).status).toBe(404);
});

test('a text of forty pages is drawn, and one that nests ten thousand lists is shown as typed', async ({ act, openSite }) => {
  const slug = await createDraft(people(act).awa);
  const browser = await openSite().browser('editor');
  for (const frMarkdown of ['Un paragraphe qui compte. '.repeat(2000), `${'- '.repeat(10_000)}x`]) {
    expect((await browser.post(`/redaction/${slug}/apercu`, { ...words, frMarkdown }, { 'x-part': 'preview' })).status).toBe(200);
  }
  expect((await browser.post(`/redaction/${slug}/edition`, { ...words, frMarkdown: 'a'.repeat(60_001) })).status).toBe(422);
});
