import type { Act } from '../../kernel/act.ts';
import { createUser } from '../../kernel/auth/factories.ts';
import { receiveFile, type ReceivedFile } from '../../kernel/files/index.ts';
import { createAnswerLink } from '../../kernel/answers/links.ts';
import { createBody, factKinds, findParty, recordFact } from '../register/index.ts';
import { createMandate, createStatus, createTestParty, createTestSource, partial, revise } from '../register/factories.ts';
import { addItem, type NewItem } from './agenda/commands.ts';
import { recordArrivals } from './attendance/commands.ts';
import { assignTeller, conveneSitting, getSitting, openSitting, prepareSitting, type NewSitting } from './sittings/commands.ts';
import { voterLink } from './votes/links.ts';

/** A city of a test, and who heads it. */
export interface TestCity {
  id: string;
  slug: string;
  personId: string;
  officeId: string;
  mandateId: string;
}

/**
 * The network of tests: its general assembly (`ag`), its Bureau (`bureau`), and member cities whose invented mayors sit since 2020.
 * The first city presides over the Bureau, where all of them have a seat.
 */
export async function createNetwork(act: Act, names: readonly string[] = cityNames): Promise<TestCity[]> {
  return revise(act, async (rev) => {
    const at = { on: Temporal.PlainDate.from('2026-01-01'), revision: rev.number };
    const network =
      (await findParty(rev.act.db, 'aimf', at)) ??
      (await createTestParty(rev, {
        name: 'Association internationale des maires francophones',
        slug: 'aimf',
        kind: 'network',
      }));
    const about = { institutionId: network.id } as const;
    await createBody(rev, { ...about, slug: 'ag', kind: 'general_assembly', nameFr: 'Assemblée générale', nameEn: 'General assembly' });
    const bureauId = await createBody(rev, { ...about, slug: 'bureau', kind: 'bureau', nameFr: 'Bureau' });
    const cities: TestCity[] = [];
    for (const [index, name] of names.entries()) {
      const city = await createTestParty(rev, { name, slug: `ville-${index + 1}`, kind: 'local_authority' });
      await createStatus(rev, { partyId: city.id, institutionId: network.id, from: '2010' });
      const mandate = await createMandate(rev, { partyId: city.id, slug: `maire-${index + 1}`, name: `Élu ${name}`, from: '2020-01-01' });
      cities.push({ ...city, personId: mandate.personId, officeId: mandate.officeId, mandateId: mandate.factId });
      await recordFact(rev, factKinds.seat, {
        from: partial('2020-06-01'),
        to: null,
        certainty: 'confirmed',
        sourceId: await createTestSource(rev),
        values: { bodyId: bureauId, partyId: city.id, personId: mandate.personId, function: index === 0 ? 'president' : 'member' },
      });
    }
    return cities;
  });
}

/** Names that are no real places. */
export const cityNames = ['Altamont', 'Bellerive', 'Clairval', 'Doréville', 'Estuaire', 'Fontclaire', 'Grandpré'];

/** The day on which sittings of tests are held: a month after `testNow`. */
export const sittingDay = Temporal.Instant.from('2026-12-20T09:00:00Z');

/** A prepared sitting of a body, on `sittingDay`. @returns its address */
export function createSitting(act: Act, about: Partial<NewSitting> = {}): Promise<string> {
  return prepareSitting(act, {
    body: 'ag',
    titleFr: 'Assemblée générale 2026',
    titleEn: null,
    mode: 'on_site',
    startsOn: Temporal.PlainDate.from('2026-12-20'),
    startsAt: Temporal.PlainTime.from('10:00'),
    place: null,
    ...about,
  });
}

export function createItem(act: Act, slug: string, about: Partial<NewItem> = {}): Promise<string> {
  const proposalFr = 'L’assemblée adopte le budget.';
  return addItem(act, slug, {
    kind: 'decision',
    titleFr: 'Budget',
    titleEn: null,
    proposalFr,
    proposalEn: null,
    minutesOf: null,
    ...about,
  });
}

/** An open sitting where these are present, with one item to decide. The act given back is of the day of the sitting. */
export async function createOpenSitting(
  act: Act,
  present: readonly TestCity[],
  about: Partial<NewSitting> = {},
): Promise<{ slug: string; id: string; item: string; today: Act }> {
  const slug = await createSitting(act, about);
  const item = await createItem(act, slug);
  await conveneSitting(act, slug, { reason: null });
  const today = { ...act, now: sittingDay };
  if (about.mode !== 'written')
    await recordArrivals(
      today,
      slug,
      present.map(({ id }) => id),
    );
  await openSitting(today, slug);
  return { slug, id: (await getSitting(act, slug)).id, item, today };
}

/** A reader of the secretariat who counts at this sitting, as they act. */
export async function createTeller(act: Act, slug: string): Promise<Act> {
  const user = await createUser(act, { role: 'reader' });
  await assignTeller(act, slug, user.id);
  return { ...act, actor: { kind: 'user', id: user.id, name: user.name, role: 'reader' } };
}

/** A link by which a city votes. @returns its token */
export async function createVoterLink(act: Act, sittingId: string, partyId: string): Promise<string> {
  const { purpose, subject } = voterLink;
  return createAnswerLink(act, { purpose, subject: subject(sittingId, partyId), expiresAt: act.now.add({ hours: 24 }) });
}

/** A PDF that was received. */
export function receivePdf(act: Act, name = 'pouvoir.pdf'): Promise<ReceivedFile> {
  const bytes = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
  const upload = {
    name,
    bytes: (async function* () {
      yield bytes;
    })(),
  };
  return receiveFile(act, upload, { accept: ['pdf'], most: 1_000_000 });
}
