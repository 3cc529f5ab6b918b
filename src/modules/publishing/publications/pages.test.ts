import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import { expectDocument } from '../../../../test/documents.ts';
import { siteTest } from '../../../../test/site.ts';
import { revise } from '../../register/factories.ts';
import { factKinds, retractFact } from '../../register/index.ts';
import { buildSaved, createCountedMembers, createPublished, people, seenOf } from '../factories.ts';
import { saveText } from '../texts/commands.ts';
import { approveText, recordReading } from '../texts/life.ts';
import { correctText, withdrawText } from './commands.ts';

const facts: string[] = [];
const test = siteTest(async (act) => void facts.splice(0, facts.length, ...(await createCountedMembers(act))));

const hostile = '"><script>alert()</script><img src=x onerror=alert()>';
const english = {
  enTitle: 'A text',
  enLead: 'A lead.',
  enMarkdown: 'They are :figure[members]{#membres}.',
  translationCurrent: 'yes',
} as const;

test('the page of a text shows each figure with its seal and its proof, and says it is an article', async ({ act, openSite }) => {
  const slug = await createPublished(people(act), { frLead: 'Le chapeau, en une phrase. Puis une autre.', ...english });
  const html = await (await (await openSite().browser()).get(`/textes/${slug}`)).text();
  const code = /href="\/v\/(BF-[A-Z0-9-]+)"/.exec(html)![1];
  expect(html).toContain(`<a class="fig" href="/v/${code}">2\u00a0membres`);
  expect(html).toContain('<sup class="note" aria-hidden="true">1</sup>');
  expect(html).toContain(`<li id="note-${code}"><strong>2 membres</strong>`);
  expect(html).toContain(`http://localhost:3000/v/${code}`);
  expect(html).toContain('<meta property="og:type" content="article"/>');
  expect(html).toContain('<meta name="description" content="Le chapeau, en une phrase."/>');
  expect(html).toContain(`<link rel="alternate" hreflang="en" href="http://localhost:3000/en/textes/${slug}"/>`);
});

test('the English page shows the English, and a text without English says so in French words', async ({ act, openSite }) => {
  const by = people(act);
  const browser = await openSite().browser();
  expect(await (await browser.get(`/en/textes/${await createPublished(by, english)}`)).text()).toContain('<h1>A text</h1>');
  const html = await (await browser.get(`/en/textes/${await createPublished(by, { frTitle: 'Sans anglais' })}`)).text();
  expect(html).toContain('<h1 lang="fr">Sans anglais</h1>');
  expect(html).toContain('This text exists in French only.');
});

test('a figure that the register has corrected loses its seal, and the page says what is known now', async ({ act, openSite }) => {
  const by = people(act);
  const slug = await createPublished(by);
  await revise(by.system, (rev) => retractFact(rev, factKinds.status, facts[0]!));
  const html = await (await (await openSite().browser()).get(`/textes/${slug}`)).text();
  expect(html).toContain('class="fig fig-fails"');
  expect(html).toContain('Pour ce jour-là, le registre dit aujourd’hui 1.');
});

test('a corrected text carries its notice, and the words of before are a click away', async ({ act, openSite }) => {
  const by = people(act);
  const slug = await createPublished(by, { frTitle: 'Avant' });
  await saveText(by.awa, slug, buildSaved({ frBase: 2, frTitle: 'Après' }));
  await recordReading(by.awa, slug);
  await approveText(by.marc, slug, { reason: null, ...(await seenOf(by.marc, slug)) });
  await correctText(by.marc, slug, { noticeFr: `Le titre. ${hostile}`, noticeEn: null, ...(await seenOf(by.marc, slug)) });
  const browser = await openSite().browser();
  const html = await (await browser.get(`/textes/${slug}`)).text();
  expect(html).toContain('<h1>Après</h1>');
  expect(html).toContain('Ce texte a été corrigé');
  expect(html).not.toContain('<script>');
  expect(html).toContain(`href="/textes/${slug}/versions/1"`);
  const before = await (await browser.get(`/textes/${slug}/versions/1`)).text();
  expect(before).toContain('<h1>Avant</h1>');
  expect(before).toContain('qu’une correction a remplacée');
  expect(before).toContain('<meta name="robots" content="noindex"/>');
  for (const number of ['3', '0', 'x']) expect((await browser.get(`/textes/${slug}/versions/${number}`)).status).toBe(404);
});

test('the page of a withdrawn text stays, says why and no longer gives the text nor its files', async ({ act, openSite }) => {
  const by = people(act);
  const slug = await createPublished(by, { frMarkdown: 'Des mots à retirer.' });
  await withdrawText(by.marc, slug, { noticeFr: 'La rencontre n’a pas eu lieu.', noticeEn: null });
  const browser = await openSite().browser();
  const html = await (await browser.get(`/textes/${slug}`)).text();
  expect(html).toContain('La rencontre n’a pas eu lieu.');
  expect(html).not.toContain('Des mots à retirer.');
  const kept = await (await browser.get(`/textes/${slug}/versions/1`)).text();
  expect(kept).toContain('Des mots à retirer.');
  expect(kept).toContain('La rencontre n’a pas eu lieu.');
  expect(kept).toContain('<meta name="robots" content="noindex"/>');
  expect((await browser.get(`/textes/${slug}.pdf`)).status).toBe(404);
  expect(await (await browser.get('/textes')).text()).toContain('La rencontre n’a pas eu lieu.');
});

test('what was typed never becomes a tag: title, lead, text, signature, kind of link', async ({ act, openSite }) => {
  const slug = await createPublished(people(act), {
    frTitle: `Titre ${hostile}`,
    frLead: hostile,
    frMarkdown: `${hostile} [a](javascript:alert()) <b onclick=alert()>b</b>`,
    frSignature: hostile,
  });
  const site = openSite();
  for (const path of [`/textes/${slug}`, '/textes', `/textes?words=${encodeURIComponent(hostile)}`]) {
    const html = await (await (await site.browser()).get(path)).text();
    expect(html, path).not.toMatch(/<script>|<img|<b onclick|href="javascript/);
  }
  const staff = await site.browser('reader');
  for (const path of [`/redaction/${slug}`, `/redaction/${slug}/lecture`, '/redaction']) {
    expect(await (await staff.get(path)).text(), path).not.toMatch(/<script>|<img|<b onclick|href="javascript/);
  }
});

test('the feed is XML whatever was typed, names its entries for ever, and brings corrections back to the top', async ({
  act,
  openSite,
}) => {
  const by = people(act);
  await createPublished(by, { frTitle: `Titre & ${hostile}`, frLead: 'Le port & le marché < la ville.', frSignature: '\u0001Le bureau' });
  const browser = await openSite().browser();
  const response = await browser.get('/textes.atom');
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  const xml = await response.text();
  expect(isWellFormed(xml)).toBe(true);
  expect(xml).toContain('<title>Titre &amp; &quot;&gt;&lt;script&gt;alert()&lt;/script&gt;');
  expect(xml).toMatch(/<id>urn:uuid:[0-9a-f-]{36}<\/id>/);
  expect(xml).toContain('<updated>2026-11-23T09:00:00Z</updated>');
  expect(await (await browser.get('/en/textes.atom')).text()).toContain('xml:lang="en"');
  expect(isWellFormed(xml.replace('</entry>', ''))).toBe(false);
});

test('Word has real footnotes with the code and its address, and stays XML whatever was typed', async ({ act, openSite }) => {
  const slug = await createPublished(people(act), {
    frTitle: `Titre & ${hostile}`,
    frMarkdown:
      'Ils sont :chiffre[membres]{#membres}, oui :chiffre[membres]{#membres}.\n\n## Suite\n\n1. ici\n   - a\n2. là\n\n> cité **gras** *penché* `code`\n\n[lien](https://exemple.org)\n\n---\n\n```\ncode\n```',
  });
  const response = await (await openSite().browser()).get(`/textes/${slug}.docx`);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${slug}.fr.docx"`);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const footnotes = strFromU8(files['word/footnotes.xml']!);
  expect(footnotes).toMatch(/2 membres au 19 novembre 2025\..*BF-.*http:\/\/localhost:3000\/v\/BF-/s);
  expect(strFromU8(files['word/document.xml']!).match(/<w:footnoteReference /g)).toHaveLength(1);
  for (const name of ['word/document.xml', 'word/footnotes.xml', 'docProps/core.xml'])
    expect(isWellFormed(strFromU8(files[name]!)), name).toBe(true);
});

test('a text in Word and in PDF says its title and its language, and is heard heading by heading', async ({ act, openSite }) => {
  const slug = await createPublished(people(act), {
    frTitle: 'À Kigali',
    frMarkdown: '# Devant qui\n\n:chiffre[membres]{#membres}\n\n### Ensuite\n\nFin.',
  });
  const browser = await openSite().browser();
  await expectDocument(browser, {
    at: `/textes/${slug}.docx`,
    lang: 'fr-FR',
    title: 'À Kigali',
    headings: { Title: 1, Heading1: 1, Heading2: 1 },
  });
  await expectDocument(browser, { at: `/textes/${slug}.pdf`, lang: 'fr-FR', title: 'À Kigali', headings: { H1: 1, H2: 1, H3: 1 } });
});

test('PDF is made of what was typed, and never of what it would mean to Typst', async ({ act, openSite }) => {
  const slug = await createPublished(people(act), {
    frTitle: '#panic("titre") $x$ @ref',
    enTitle: 'A text',
    enMarkdown: 'They are :figure[members]{#membres}.',
    translationCurrent: 'yes',
    frMarkdown:
      '#panic("non") #import "/etc/passwd" `#read("x")` ] } \\ " *a* $ x $ <lab> @lab // fin /* fin\n\n:chiffre[#membres]{#membres}\n\n- a\n\n> b\n\n---\n\n1. un',
  });
  const browser = await openSite().browser();
  const response = await browser.get(`/textes/${slug}.pdf`);
  expect(response.status).toBe(200);
  const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1');
  expect(pdf.startsWith('%PDF-')).toBe(true);
  expect(pdf).toMatch(/<rdf:li xml:lang="x-default">#panic\((?:"|&quot;)titre(?:"|&quot;)\) \$x\$ @ref<\/rdf:li>/);
  expect(pdf).toMatch(/\/Lang \(fr-FR\)/);
  expect(pdf).toContain('/FontFile');
  expect(pdf).toMatch(/\/URI \(http:\/\/localhost:3000\/v\/BF-/);
  const inEnglish = await browser.get(`/en/textes/${slug}.pdf`);
  expect(inEnglish.headers.get('content-disposition')).toContain(`${slug}.en.pdf`);
  expect((await browser.get(`/textes/${slug}.odt`)).status).toBe(404);
  expect((await browser.get('/textes/rien.pdf')).status).toBe(404);
});

/** The little of XML that a feed or a part of Word uses: one root, tags that match, no bare `&` nor `<`. */
function isWellFormed(xml: string): boolean {
  const body = xml.replace(/^<\?xml [^?]*\?>\s*/, '').trim();
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(body) || /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(body)) return false;
  const open: string[] = [];
  const left = body.replace(
    /<(\/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g,
    (_, closing, name, _attributes, empty) => {
      if (closing) return open.pop() === name ? '' : '<';
      if (!empty) open.push(name);
      return '';
    },
  );
  return open.length === 0 && !left.includes('<');
}
