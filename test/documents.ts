import { strFromU8, unzipSync } from 'fflate';
import { expect } from 'vitest';
import type { Browser } from './site.ts';

/** A kind of document: where it is, what it says of itself, and how many headings of each level it has at least. */
interface Expected {
  /** Its own address, or the page that leads to it by a link that ends so. */
  at: string | [page: string, ending: string];
  lang: 'fr-FR' | 'en-GB';
  title: string;
  headings: Record<string, number>;
}

const minutes = '/seances/bureau-de-juin-2025/proces-verbal';

/** The documents of the demonstration, one of each kind and language. Badges are labels: they have no heading. */
export const documents: readonly Expected[] = [
  { at: ['/cotisations/comptes/kampot', '.pdf'], lang: 'fr-FR', title: 'Appel de cotisation 2026', headings: { H1: 1, H2: 1 } },
  { at: ['/cotisations/comptes/bruxelles', '.pdf'], lang: 'en-GB', title: 'Call for dues 2026', headings: { H1: 1, H2: 1 } },
  { at: '/cotisations/comptes/kampot/releve.pdf', lang: 'fr-FR', title: 'Relevé de compte – Kampot', headings: { H1: 1 } },
  { at: '/en/cotisations/comptes/kampot/releve.pdf', lang: 'en-GB', title: 'Statement of account – Kampot', headings: { H1: 1 } },
  { at: `${minutes}.pdf`, lang: 'fr-FR', title: 'Procès-verbal\u00a0: Bureau de juin 2025', headings: { H1: 1, H2: 4 } },
  { at: `${minutes}.docx`, lang: 'fr-FR', title: 'Procès-verbal\u00a0: Bureau de juin 2025', headings: { Title: 1, Heading1: 4 } },
  { at: '/lettres/impression', lang: 'fr-FR', title: 'Lettres à poster', headings: { H1: 10 } },
  { at: '/evenements/congres-de-mai-2024/badges.pdf', lang: 'fr-FR', title: 'Badges\u00a0: Congrès des maires', headings: {} },
];

/** Reads a document as a file says itself: its metadata, its language, its structure. */
export async function expectDocument(browser: Browser, { at, lang, title, headings }: Expected): Promise<void> {
  const path = typeof at === 'string' ? at : await findLink(browser, ...at);
  const response = await browser.get(path);
  expect(response.status, path).toBe(200);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const said = path.endsWith('.docx') ? readDocx(bytes) : readPdf(bytes);
  expect(said, path).toMatchObject({ lang, title: expect.stringContaining(title) });
  for (const [level, least] of Object.entries(headings))
    expect(said.headings.filter((one) => one === level).length, `${path} ${level}`).toBeGreaterThanOrEqual(least);
}

async function findLink(browser: Browser, page: string, ending: string): Promise<string> {
  const links = [...(await (await browser.get(page)).text()).matchAll(/href="([^"?#]+)/g)].map(([, href]) => href!);
  return links.find((href) => href.endsWith(ending)) ?? expect.fail(`${page} leads to no ${ending}`);
}

function readPdf(bytes: Uint8Array) {
  const pdf = Buffer.from(bytes).toString('utf8');
  expect(pdf).toMatch(/\/MarkInfo <<\s*\/Marked true/);
  return {
    title: /<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>([^<]*)</.exec(pdf)?.[1],
    lang: /\/Type \/Catalog[^]*?\/Lang \(([^)]*)\)/.exec(pdf)?.[1],
    headings: [...pdf.matchAll(/\/S \/(H\d)\b/g)].map(([, level]) => level),
  };
}

function readDocx(bytes: Uint8Array) {
  const files = unzipSync(bytes);
  const read = (name: string) => strFromU8(files[name]!);
  return {
    title: /<dc:title>([^<]*)</.exec(read('docProps/core.xml'))?.[1],
    lang: /<w:lang w:val="([^"]*)"/.exec(read('word/styles.xml'))?.[1],
    headings: [...read('word/document.xml').matchAll(/<w:pStyle w:val="(Title|Heading\d)"/g)].map(([, style]) => style),
  };
}
