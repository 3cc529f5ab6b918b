import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { addressesOf } from '../../../../test/addresses.ts';
import { siteTest, type Browser } from '../../../../test/site.ts';
import { createNetwork, createSitting, createVoterLink, sittingDay } from '../../assemblies/factories.ts';
import { adoptWithoutVote } from '../../assemblies/decisions/commands.ts';
import { findSitting } from '../../assemblies/index.ts';
import { beginMinutes } from '../../assemblies/minutes/commands.ts';
import { getMinutes } from '../../assemblies/minutes/queries.ts';
import { confirmRecusal } from '../../assemblies/recusals/commands.ts';
import { moveSitting } from '../../assemblies/sittings/commands.ts';
import { fundDossierParty } from '../applications/schema.ts';
import { putOnAgenda } from './agenda/commands.ts';
import { listOnAgenda, type OnAgenda } from './agenda/queries.ts';
import { applicantOf, createAppraised, openPrepared } from './factories.ts';

const test = siteTest();

/** Words of the note and of the proposal that nobody concerned may read before it is decided. */
const analysis = 'Zibeline : portage fragile.';
const secrets = /portage fragile|sont accordés|is granted to/i;

test(
  'A voter concerned by a file reading or voting it: one of the applicant’s city, its partner or its co-funder opens the papers of their item by no route, export, search or mail, and the minutes say so',
  {
    timeout: 240_000,
  },
  async ({ act, db, openSite }) => {
    const cities = await createNetwork(act());
    const [lead, partner, funder, other] = cities as [(typeof cities)[0], (typeof cities)[0], (typeof cities)[0], (typeof cities)[0]];
    const { dossier, call } = await createAppraised(act(), {
      lead: await applicantOf(act(), lead),
      proposal: { analysis },
    });
    for (const [{ id }, role] of [
      [partner, 'partner'],
      [funder, 'funder'],
    ] as const)
      await db
        .insert(fundDossierParty)
        .values({ dossierId: dossier.id, partyId: id, role, invitedAt: act().now, invitedBy: 'x', acceptedAt: act().now, acceptedBy: 'x' });
    const slug = await createSitting(act(), { body: 'bureau', titleFr: 'Bureau' });
    await putOnAgenda(act(), slug, { dossiers: [dossier.reference], block: null, owedUntil: undefined });
    const today = await openPrepared(act(), slug, cities);
    const sitting = (await findSitting(act(), slug))!;
    const [{ entry }] = (await listOnAgenda(db, sitting.id)) as [OnAgenda];
    const { rows: files } = await db.execute<{ id: string }>(sql`select id from fund_dossier_file union all select id from stored_file`);
    const known: Record<string, string[]> = {
      slug: [slug, call.slug, lead.slug],
      item: [entry.itemId],
      paper: sitting.papers.map(({ id }) => id),
      reference: [dossier.reference],
      id: [dossier.id, sitting.id],
      file: files.map(({ id }) => id).slice(0, 4),
      call: [call.slug],
      number: ['1'],
      version: ['1'],
      party: [lead.id],
    };
    const site = openSite();
    site.clock.now = sittingDay;
    const paths = [...addressesOf(site, known), '/recherche?q=Zibeline', '/recherche?q=2026-D001', '/en/recherche?q=Zibeline'];
    expect(paths.filter((path) => path.includes(sitting.papers[0]!.id)).length).toBeGreaterThan(1);

    const found = new Map<string, string[]>();
    for (const { id, slug: name } of [lead, partner, funder, other]) {
      const link = await createVoterLink(today, sitting.id, id);
      found.set(name, await walk(await site.browser('city', id), [...paths, `/vote/lien/${link}`]));
    }
    expect([lead, partner, funder].flatMap((city) => found.get(city.slug))).toEqual([]);
    // The walk sees what there is to see: a voter whom nothing binds reads the item and its note.
    expect(found.get(other.slug)).toEqual(
      expect.arrayContaining([`/espace/seances/${slug}`, `/espace/seances/${slug}/pieces/${sitting.papers[0]!.id}`]),
    );
    const mails = sql`select recipient from mail_outbox where body ~* 'zibeline|sont accordés' union all select address from letter where body ~* 'zibeline|sont accordés'`;
    expect((await db.execute(mails)).rows).toEqual([]);

    for (const { id } of [lead, partner, funder]) await confirmRecusal(today, slug, entry.itemId, { party: id });
    const again = [];
    for (const { id } of [lead, partner, funder]) again.push(...(await walk(await site.browser('city', id), paths)));
    expect(again).toEqual([]);
    await adoptWithoutVote(today, slug, entry.itemId, {});
    await moveSitting(today, slug, 'closed', { reason: null });
    await beginMinutes(today, slug);
    const words = (await getMinutes(today, slug)).versions[0]!.words;
    for (const name of ['Altamont', 'Bellerive', 'Clairval']) expect(words).toMatch(new RegExp(`${name}[^\\n]*${dossier.reference}`));
  },
);

/** The addresses where someone reads the secrets, or is given a paper of the sitting. */
async function walk(browser: Browser, paths: readonly string[]): Promise<string[]> {
  const read = [];
  for (const path of paths) {
    const response = await browser.get(path);
    const text = await response.text();
    const isPaper = response.ok && /\/seances\/[^/]+\/pieces\//.test(path);
    if (isPaper || secrets.test(text)) read.push(path);
    // A list that may be read may be taken away too: it then says no more than its page.
    if (!response.ok || !response.headers.get('content-type')?.includes('html')) continue;
    const exported = `${path}${path.includes('?') ? '&' : '?'}format=csv`;
    if (secrets.test(await (await browser.get(exported)).text())) read.push(exported);
  }
  return read;
}
