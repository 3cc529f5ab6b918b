import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Browser, type Site, siteTest } from '../../../test/site.ts';
import { undone } from '../../../test/undone.ts';
import type { Act } from '../../kernel/act.ts';
import type { Role } from '../../kernel/actor.ts';
import { accountUser } from '../../kernel/auth/schema.ts';
import type { Db } from '../../kernel/db/db.ts';
import { createTestParty, revise } from '../register/factories.ts';
import { createUser } from '../../kernel/auth/factories.ts';
import { addPaper, expectPaper } from './agenda/commands.ts';
import { giveProxy } from './attendance/commands.ts';
import { adoptWithoutVote } from './decisions/commands.ts';
import {
  createItem,
  createNetwork,
  createOpenSitting,
  createSitting,
  createVoterLink,
  receivePdf,
  sittingDay,
  type TestCity,
} from './factories.ts';
import { beginMinutes } from './minutes/commands.ts';
import { confirmRecusal, declareInterest } from './recusals/commands.ts';
import { assemblyRoutes } from './routes.tsx';
import { sittingTeller } from './schema.ts';
import { assignTeller, moveSitting } from './sittings/commands.ts';
import { closeVote } from './votes/closing.ts';
import { castBallot, findVote, openVote } from './votes/commands.ts';

/**
 * What each page and each write of a sitting that is being held answers, with fields that are right, to: a visitor, the city of
 * none of its voters, a voter's city, a teller, a reader, an editor, finance, an officer, the direction, an administrator.
 */
const columns = ['visitor', 'stranger', 'voter', 'teller', 'reader', 'editor', 'finance', 'officer', 'direction', 'admin'] as const;
type Column = (typeof columns)[number];

const everyone = '200 200 200 200 200 200 200 200 200 200';
const staffRead = '303 403 403 200 200 200 200 200 200 200';
const holdersRead = '303 403 403 403 403 403 403 200 200 200';
const holdersWrite = '403 403 403 403 403 403 403 303 303 303';
const directionWrites = '403 403 403 403 403 403 403 403 303 303';
const tellerWrites = '403 403 403 303 403 403 403 403 403 403';

/** Where a route finds what it names, and what its form says; `file` sends one. */
interface Line {
  statuses: string;
  at?: Partial<Record<string, keyof Held>>;
  fields?: Record<string, string>;
}

const table: Record<string, Line> = {
  'GET /decisions': { statuses: everyone },
  'GET /decisions/:code': { statuses: everyone },
  'GET /espace/seances': { statuses: '303 200 200 403 403 403 403 403 403 403' },
  'GET /espace/seances/:slug': { statuses: '303 404 200 403 403 403 403 403 403 403' },
  'GET /espace/seances/:slug/pieces/:paper': { statuses: '303 404 200 403 403 403 403 403 403 403' },
  'GET /regles/:body': { statuses: staffRead },
  'GET /seances': { statuses: staffRead },
  'GET /seances/:slug': { statuses: staffRead },
  'GET /seances/:slug/convocation': { statuses: holdersRead, at: { slug: 'next' } },
  'GET /seances/:slug/etapes/:step': { statuses: holdersRead },
  'GET /seances/:slug/journal': { statuses: staffRead },
  'GET /seances/:slug/pieces/:paper': { statuses: staffRead },
  'GET /seances/:slug/points': { statuses: holdersRead },
  'GET /seances/:slug/points/:item': { statuses: staffRead },
  'GET /seances/:slug/pouvoirs/:proxy': { statuses: staffRead },
  'GET /seances/:slug/presence': { statuses: staffRead },
  'GET /seances/:slug/proces-verbal': { statuses: staffRead },
  'GET /seances/:slug/proces-verbal.docx': { statuses: staffRead, at: { slug: 'over' } },
  'GET /seances/:slug/proces-verbal.pdf': { statuses: staffRead, at: { slug: 'over' } },
  'GET /seances/:slug/votes/:number': { statuses: staffRead },
  'GET /seances/nouvelle': { statuses: holdersRead },
  'GET /seances/partie/:party': { statuses: staffRead },
  // Whoever has the link is the voter; at a sitting in a room nobody says by it that they are there.
  'GET /vote/lien/:token': { statuses: everyone },
  'POST /decisions/:code/annulation': { statuses: directionWrites, fields: { reason: 'Erreur' } },
  'POST /regles/:body': {
    statuses: directionWrites,
    fields: { key: 'quorum', value: 'third', appliesFrom: '01/01/2026', source: 'Statuts' },
  },
  'POST /seances/:slug/convocation': { statuses: holdersWrite, at: { slug: 'next' } },
  'POST /seances/:slug/etapes/:step': { statuses: holdersWrite, at: { slug: 'next', step: 'cancelledStep' }, fields: { reason: 'Grève' } },
  'POST /seances/:slug/liens': { statuses: '403 403 403 403 403 403 403 200 200 200' },
  'POST /seances/:slug/pieces/:paper': { statuses: holdersWrite, at: { paper: 'owed' }, fields: { file: 'rapport.pdf' } },
  'POST /seances/:slug/points': { statuses: holdersWrite, fields: { kind: 'debate', titleFr: 'Divers' } },
  'POST /seances/:slug/points/:item/decisions': { statuses: holdersWrite },
  'POST /seances/:slug/points/:item/deports': {
    statuses: holdersWrite,
    fields: { party: 'otherId', origin: 'declared', reason: 'Conjoint' },
  },
  'POST /seances/:slug/points/:item/deports-confirmes': {
    statuses: holdersWrite,
    at: { item: 'contested' },
    fields: { party: 'concernedId' },
  },
  'POST /seances/:slug/points/:item/deports-ecartes': {
    statuses: holdersWrite,
    at: { item: 'contested' },
    fields: { party: 'concernedId', reason: 'Homonyme' },
  },
  'POST /seances/:slug/points/:item/deports-leves': {
    statuses: holdersWrite,
    at: { item: 'contested' },
    fields: { party: 'recusedId', reason: 'Par erreur' },
  },
  'POST /seances/:slug/points/:item/interets': { statuses: holdersWrite, fields: { party: 'Bellerive', kind: 'funder' } },
  'POST /seances/:slug/points/:item/pieces': { statuses: holdersWrite, fields: { title: 'Note', file: 'note.pdf' } },
  'POST /seances/:slug/points/:item/pieces-attendues': { statuses: holdersWrite, fields: { title: 'Note', owedUntil: '31/01/2027' } },
  'POST /seances/:slug/points/:item/place': { statuses: holdersWrite, fields: { place: '2', reason: 'Ordre' } },
  'POST /seances/:slug/points/:item/retrait': { statuses: holdersWrite, fields: { reason: 'Incomplet' } },
  'POST /seances/:slug/points/:item/votes': { statuses: holdersWrite, fields: { method: 'secret' } },
  'POST /seances/:slug/pouvoirs': { statuses: holdersWrite, fields: { principal: 'absentId', holder: 'otherId', file: 'pouvoir.pdf' } },
  'POST /seances/:slug/pouvoirs/:proxy/revocation': { statuses: holdersWrite },
  'POST /seances/:slug/presence': { statuses: holdersWrite, fields: { change: 'arrived', 'parties[]': 'absentId' } },
  'POST /seances/:slug/proces-verbal': { statuses: holdersWrite, at: { slug: 'ended' } },
  'POST /seances/:slug/scrutateurs': { statuses: holdersWrite, fields: { user: 'colleagueId' } },
  'POST /seances/:slug/scrutateurs/:user/retrait': { statuses: holdersWrite },
  'POST /seances/:slug/votes/:number/annulation': { statuses: holdersWrite, fields: { reason: 'Mal posée' } },
  'POST /seances/:slug/votes/:number/bulletins': { statuses: tellerWrites, fields: { party: 'voterId', choice: 'for' } },
  'POST /seances/:slug/votes/:number/cloture': { statuses: holdersWrite },
  'POST /seances/:slug/votes/:number/comptage': { statuses: tellerWrites, at: { number: 'hands' }, fields: { 'voices-for': '3' } },
  'POST /seances/:slug/votes/:number/lecture': {
    statuses: tellerWrites,
    at: { number: 'onPaper' },
    fields: { party: 'voterId', choice: 'for' },
  },
  'POST /seances/:slug/votes/:number/sieges': { statuses: holdersWrite, at: { number: 'elected' }, fields: { from: '01/01/2027' } },
  'POST /seances/nouvelle': {
    statuses: holdersWrite,
    fields: { body: 'bureau', titleFr: 'Autre', startsOn: '20/01/2027', startsAt: '10h', mode: 'video' },
  },
  'POST /vote/lien/:token/bulletins/:vote': { statuses: '303 303 303 303 303 303 303 303 303 303', fields: { choice: 'for' } },
  'POST /vote/lien/:token/presence': { statuses: '409 409 409 409 409 409 409 409 409 409' },
};

const test = siteTest();

test('every route of the module has its line', () =>
  expect([...new Set(assemblyRoutes.routes.map(({ method, path }) => `${method} ${path}`))].toSorted()).toEqual(
    Object.keys(table).toSorted(),
  ));

test('each page and each write answers each as the table says', { timeout: 300_000 }, async ({ act, db, openSite }) => {
  const held = await hold(act());
  const site = openSite();
  site.clock.now = sittingDay;
  const cookies = await signIn(site, db, held);
  const found: Record<string, string> = {};
  for (const [route, { at = {}, fields = {} }] of Object.entries(table)) {
    const [method, pattern] = route.split(' ') as [string, string];
    const path = pattern.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => held[at[name] ?? (name as keyof Held)]);
    const filled = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, held[value as keyof Held] ?? value]));
    const statuses = [];
    for (const column of columns) {
      statuses.push(
        await undone(db, async (db) => {
          const own = openSite({ db });
          own.clock.now = sittingDay;
          const browser = await own.browser();
          for (const [name, value] of cookies[column]) browser.cookies.set(name, value);
          return ask(browser, method, path, filled);
        }),
      );
    }
    found[route] = statuses.join(' ');
  }
  expect(found).toEqual(Object.fromEntries(Object.entries(table).map(([route, { statuses }]) => [route, statuses])));
});

/** What the lines name. */
type Held = Awaited<ReturnType<typeof hold>>;

/** A Bureau that is being held, with one of each thing in it; another that is prepared, and one that is over. */
async function hold(act: Act) {
  const cities = await createNetwork(act);
  const stranger = await revise(act, (rev) => createTestParty(rev, { name: 'Ailleurs', kind: 'local_authority' }));
  const [first, , , concerned, recused, principal] = cities as [TestCity, TestCity, TestCity, TestCity, TestCity, TestCity];
  const over = await createOpenSitting(act, cities.slice(0, 5), { body: 'bureau', titleFr: 'Close' });
  await moveSitting(over.today, over.slug, 'closed', { reason: null });
  await beginMinutes(over.today, over.slug);
  const ended = await createOpenSitting(act, cities.slice(0, 5), { body: 'bureau', titleFr: 'À rédiger' });
  await moveSitting(ended.today, ended.slug, 'closed', { reason: null });
  const next = await createSitting(act, { body: 'bureau', titleFr: 'Prochaine', startsOn: Temporal.PlainDate.from('2027-01-25') });
  await createItem(act, next);

  const {
    slug,
    id,
    item: calm,
    today,
  } = await createOpenSitting(act, cities.slice(0, 5), { body: 'bureau', titleFr: 'Bureau', urgent: 'yes' });
  const [voted, contested, decided] = [await createItem(today, slug), await createItem(today, slug), await createItem(today, slug)];
  await adoptWithoutVote(today, slug, decided, {});
  const papers = { paper: await addPaper(today, slug, calm, 'Dossier', await receivePdf(today)) };
  const owed = await expectPaper(today, slug, calm, { title: 'Rapport', owedUntil: Temporal.PlainDate.from('2027-01-31') });
  const proxy = await giveProxy(today, slug, { principal: principal.id, holder: first.id }, await receivePdf(today));
  for (const { slug: party } of [concerned, recused]) await declareInterest(today, slug, contested, { party, kind: 'partner' });
  await confirmRecusal(today, slug, contested, { party: recused.id });
  // Votes 1 to 3 are open, by name, by hands and on paper; 4 has elected someone.
  for (const [item, method] of [
    [voted, 'named'],
    [await createItem(today, slug), 'hands'],
    [await createItem(today, slug), 'paper'],
  ] as const)
    await openVote(today, slug, item, { method });
  const election = await createItem(today, slug, { kind: 'election', titleFr: 'Présidence' });
  await openVote(today, slug, election, { method: 'named', ballot: 'names', body: 'bureau', candidates: 'ville-1' });
  const { id: electing } = await findVote(today, slug, 4);
  for (const { id: party } of cities.slice(0, 5)) await castBallot(today, id, { voteId: electing, party, by: null, says: { c1: 1 } });
  await closeVote(today, slug, 4, { casting: null });
  const second = await createUser(today, { role: 'editor' });
  await assignTeller(today, slug, second.id);
  const colleague = await createUser(today, { role: 'editor' });
  return {
    slug,
    over: over.slug,
    ended: ended.slug,
    next,
    item: calm,
    contested,
    ...papers,
    owed,
    proxy,
    body: 'bureau',
    party: 'ville-1',
    code: 'bureau-2026-3-1',
    user: second.id,
    step: 'suspended',
    cancelledStep: 'cancelled',
    colleagueId: colleague.id,
    number: '1',
    hands: '2',
    onPaper: '3',
    elected: '4',
    vote: (await findVote(today, slug, 1)).id,
    token: await createVoterLink(today, id, first.id),
    voterId: first.id,
    otherId: cities[1]!.id,
    absentId: cities[6]!.id,
    concernedId: concerned.id,
    recusedId: recused.id,
    sittingId: id,
    strangerId: stranger.id,
  };
}

/** The cookies of each column. */
async function signIn(site: Site, db: Db, held: Held): Promise<Record<Column, Map<string, string>>> {
  const stranger = await site.browser('city', held.strangerId);
  const teller = await site.browser('reader');
  const cookies = { visitor: new Map(), stranger: stranger.cookies, teller: teller.cookies } as Record<Column, Map<string, string>>;
  const [account] = await db.select().from(accountUser).where(eq(accountUser.name, 'Compte reader'));
  await db.insert(sittingTeller).values({ sittingId: held.sittingId, userId: account!.id, at: sittingDay, by: 'test' });
  cookies.voter = (await site.browser('city', held.voterId)).cookies;
  for (const role of columns.slice(4)) cookies[role] = (await site.browser(role as Role)).cookies;
  return cookies;
}

async function ask(browser: Browser, method: string, path: string, fields: Record<string, string>): Promise<number> {
  const { file, ...others } = fields;
  const form = new FormData();
  for (const [name, value] of Object.entries(others)) form.append(name, value);
  if (file) form.append('file', new Blob(['%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n']), file);
  const response = await (method === 'GET'
    ? browser.get(path)
    : file
      ? browser.send(method, path, { origin: 'http://localhost:3000' }, form)
      : browser.post(path, fields));
  await response.arrayBuffer();
  return response.status;
}
