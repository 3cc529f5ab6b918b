import { randomInt } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testNow } from '../src/kernel/db/testing.ts';
import { beginDossier } from '../src/modules/fund/applications/beginning/commands.ts';
import { examineDossier } from '../src/modules/fund/applications/deposit/examination.ts';
import { buildPieces, createApplicant, type TestApplicant } from '../src/modules/fund/applications/factories.ts';
import { getOwnDossier } from '../src/modules/fund/applications/writing/queries.ts';
import { createCall } from '../src/modules/fund/calls/factories.ts';
import { templateForm } from '../src/modules/fund/calls/forms/template.ts';
import type { FundCall } from '../src/modules/fund/calls/schema.ts';
import { launchBrowser } from './browser.ts';
import { strike, strokesOf, withoutRowNames } from './dossier-form.ts';
import { type SeededSite, startSeededSite } from './seeded-site.ts';

let site: SeededSite;
let browser: Browser;
beforeAll(async () => {
  site = await startSeededSite(testNow);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const title = 'Un marché couvert pour les commerçantes';
const strokes = strokesOf(templateForm, buildPieces());
/** How many times the connection is cut while the file is on its way; the other cuts are while one types. */
const cutsOfFile = 3;
const cuts = 30;
const deliberation = { name: 'délibération.pdf', mimeType: 'application/pdf', buffer: buildPdf(1_500_000) };

test(
  'a dossier filled on a phone whose connection is cut at 30 places, by chance, is the one that is filled without a cut',
  { timeout: 600_000 },
  async () => {
    const seed = Number(process.env['BEFFROI_TEST_SEED'] ?? randomInt(1_000_000));
    console.log(`the connection is cut by BEFFROI_TEST_SEED=${seed}`);
    const call = await createCall(site.act());
    const whole = await fillDossier(call, 'Ville reliée', null);
    const cut = await fillDossier(call, 'Ville coupée', randomFrom(seed));
    expect(cut.made).toBe(cuts);
    expect(cut.pieces).toEqual(whole.pieces);
    expect(cut.pieces).toEqual(withoutRowNames({ ...buildPieces(), 'dossier-title': title }));
    expect(cut.files).toEqual(whole.files);
    expect(cut.files).toMatchObject([{ path: 'deliberation', name: deliberation.name, size: deliberation.buffer.length }]);
    expect([cut.problems, cut.conflicts, whole.problems]).toEqual([[], 0, []]);
  },
);

/** Fills a dossier on a phone of 320 px. @param random where the connection is cut; null: nowhere */
async function fillDossier(call: FundCall, name: string, random: (() => number) | null) {
  const lead = await createApplicant(site.act(), { name });
  const id = await beginDossier(site.act({ actor: lead.user }), call.slug, { title, lang: 'fr', continues: null });
  const phone = await openPhone(lead);
  const typed = await typeWithCuts(phone, id, random);
  const sent = await sendFile(phone, id, random);
  await phone.context.close();
  const act = site.act({ actor: lead.user });
  const own = await getOwnDossier(act, id);
  return {
    made: typed + sent,
    pieces: withoutRowNames(own.pieces),
    files: own.files.map(({ path, name, size, sha256 }) => ({ path, name, size, sha256 })),
    problems: (await examineDossier(act, own.dossier)).problems,
    conflicts: own.conflicts.length,
  };
}

interface Phone {
  context: BrowserContext;
  page: Page;
}

/** Types everything; cuts come before a key, while what was typed is on its way, or with the page read again. @returns how many */
async function typeWithCuts({ context, page }: Phone, id: string, random: (() => number) | null): Promise<number> {
  const places = new Set<number>();
  while (random && places.size < cuts - cutsOfFile) places.add(Math.floor(random() * strokes.length));
  const rows = new Map<string, string>();
  let [section, isCut, strokesLeft, made] = ['', false, 0, 0];
  const restore = async () => {
    await context.setOffline(false);
    isCut = false;
  };
  /** The line is back, and all that was typed has arrived. */
  const reach = async () => {
    await restore();
    const waits = `JSON.parse(localStorage.getItem('dossier ${id}') ?? '{"waiting":[]}').waiting.length`;
    await expect.poll(() => page.evaluate(waits), { timeout: 60_000 }).toBe(0);
  };
  for (const [index, stroke] of strokes.entries()) {
    if (stroke.section !== section) {
      // The years of the targets follow from the period, which another section asks: its page is read once it is known.
      if (stroke.section === 'results') await reach();
      ({ section } = stroke);
      await page.goto(sectionOf(id, section));
      await ready(page);
      if (!isCut) await page.waitForSelector('dossier-draft[data-kept]');
    }
    const how = places.has(index) && random ? (['before', 'on its way', 'read again'] as const)[Math.floor(random() * 3)] : null;
    if (how && isCut) await restore();
    if (how === 'before' || how === 'read again') await context.setOffline(true);
    await strike(page, rows, stroke);
    // What is typed leaves after eight tenths of a second: it is cut before, during or after.
    if (how === 'on its way') {
      await page.waitForTimeout(700 + random!() * 300);
      await context.setOffline(true);
    }
    if (how === 'read again') {
      await page.reload();
      await ready(page);
    }
    if (how) [isCut, strokesLeft, made] = [true, 1 + Math.floor(random!() * 3), made + 1];
    else if (isCut && --strokesLeft === 0) await restore();
  }
  await reach();
  return made;
}

/** Sends the file of the dossier on a slow line, which is lost on the way. @returns how many times */
async function sendFile({ context, page }: Phone, id: string, random: (() => number) | null): Promise<number> {
  const line = await context.newCDPSession(page);
  const set = (offline: boolean) =>
    line.send('Network.emulateNetworkConditions', { offline, latency: 40, downloadThroughput: -1, uploadThroughput: 300_000 });
  await page.goto(`${site.url}/espace/dossiers/${id}/pieces/deliberation`);
  await page.setInputFiles('resumable-upload [type=file]', deliberation);
  await set(false);
  await page.click('resumable-upload form button');
  for (let cut = 0; random && cut < cutsOfFile; cut += 1) {
    await page.waitForTimeout(300 + random() * 900);
    await set(true);
    await page.locator('resumable-upload [role=status]').filter({ hasText: 'connexion' }).waitFor();
    await set(false);
  }
  await page.locator('main table').filter({ hasText: deliberation.name }).waitFor();
  await line.detach();
  return random ? cutsOfFile : 0;
}

async function openPhone(lead: TestApplicant): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 320, height: 800 }, locale: 'fr-FR', isMobile: true, hasTouch: true });
  await context.addCookies(await site.signIn('city', lead.partyId));
  const page = await context.newPage();
  // One leaves a page although the line is down: what was typed is kept on the device.
  page.on('dialog', (dialog) => void dialog.accept());
  return { context, page };
}

async function ready(page: Page): Promise<void> {
  await page.waitForSelector('dossier-draft[data-ready]');
}

function sectionOf(id: string, section: string): string {
  return `${site.url}/espace/dossiers/${id}/rubriques/${section}`;
}

/** Numbers between 0 and 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A PDF of so many bytes at least, most of them in comments. */
function buildPdf(size: number): Buffer {
  const comments = Array.from({ length: Math.ceil(size / 80) }, (_, line) => `% ${String(line).padStart(77, '0')}\n`);
  return Buffer.from(`%PDF-1.7\n1 0 obj\n<<>>\nendobj\n${comments.join('')}trailer\n<<>>\n%%EOF\n`);
}
