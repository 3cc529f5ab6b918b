import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { User } from '../../../kernel/actor.ts';
import { accountUser } from '../../../kernel/auth/schema.ts';
import { inviteOutsider } from '../../../kernel/auth/users/commands.ts';
import { createCall, createForm } from '../../../modules/fund/calls/factories.ts';
import type { FormDefinition } from '../../../modules/fund/calls/forms/definition.ts';
import { templateForm } from '../../../modules/fund/calls/forms/template.ts';
import type { FundCall } from '../../../modules/fund/calls/schema.ts';
import { addTheme } from '../../../modules/fund/themes/commands.ts';
import { asKnownNow, findPartiesById } from '../../../modules/register/index.ts';
import { bureauSize } from '../heads.ts';
import { actOn, inventedSource, type InventedCity } from '../network.ts';
import { type Say, silent } from '../progress.ts';
import { slidingState } from '../sliding-election.ts';
import { uninvitedCity } from '../uninvited-city.ts';
import { inviteDonors } from './donors.ts';
import { appraise, depositAll, type Deposited } from './dossiers.ts';
import { voteEmergency } from './emergency.ts';
import { bindEquality } from './equality.ts';
import { planDossiers, themes } from './plan.ts';
import { findGranted, type Granted, liveProjects } from './projects.ts';
import { holdFundSitting } from './sitting.ts';

/** The days on which the Bureau sat on the fund. */
const sittings = ['2022-11-25', '2023-11-24', '2024-11-15', '2025-11-14'] as const;

/**
 * Five years of the cooperation fund: calls, 120 dossiers and an emergency, four sittings and one by video, 71 projects with
 * their agreements, money, reports, follow-up and closures. Everything by the commands that people use, each as whoever would
 * and on its day.
 * @param options how many of the four sittings, for tests that need less; to whom it says how far it is
 */
export async function demonstrateFund(
  act: Act,
  cities: readonly InventedCity[],
  { sittings: held = sittings.length, say = silent }: { sittings?: number; say?: Say } = {},
): Promise<void> {
  for (const [nameFr, nameEn, purposes] of themes)
    await addTheme(actOn(act, 'officer', '2022-01-10'), { nameFr, nameEn, purposes, source: inventedSource });
  const { calls, emergency } = await openCalls(act);
  const experts = await inviteExperts(actOn(act, 'direction', '2022-01-12'));
  const asking = await findAsking(act, cities);
  const bureau = new Set(cities.slice(0, bureauSize).map(({ id }) => id));
  const planned = planDossiers(asking.length);
  const granted: Granted[] = [];
  for (const [round, day] of sittings.slice(0, held).entries()) {
    const own = planned.filter((one) => one.round === round);
    const projects = new Map(granted.map((one) => [`${one.round} ${one.rank}`, one.project.reference]));
    const dossiers = await depositAll(act, own, { cities: asking, call: calls[round]!, projects, day });
    say('deposited', { count: dossiers.length, day: Temporal.PlainDate.from(day) });
    await appraise(act, dossiers, { experts, day });
    await holdFundSitting(act, dossiers.filter(isHeard), { day, bureau });
    const found = await findGranted(act, dossiers);
    granted.push(...found);
    say('sat', { count: found.length, day: Temporal.PlainDate.from(day) });
    if (round === 0) granted.push(await voteEmergency(act, { call: emergency, city: asking.at(-1)! }));
  }
  await liveProjects(act, granted, { agreements: await inviteDonors(act), say });
  await bindEquality(act);
}

function isHeard({ planned: { fate } }: Deposited): boolean {
  return ['granted', 'refused', 'reserve', 'deferred'].includes(fate);
}

/** States whose cities are members of the network, and pay for projects of others rather than ask for their own. */
const payingStates = ['belgique', 'canada', 'etats-unis', 'france', 'italie', 'luxembourg', 'monaco', 'suisse'];

/**
 * The cities that ask. Where the election of mayors slides, nobody is sure enough of a mandate for a dossier to be ready; and one
 * city has other worries with the network.
 */
async function findAsking(act: Act, cities: readonly InventedCity[]): Promise<InventedCity[]> {
  const states = await findPartiesById(act.db, [...new Set(cities.flatMap(({ stateId }) => stateId ?? []))], await asKnownNow(act));
  const others = new Set([...payingStates, slidingState]);
  return cities.filter(({ slug, stateId }) => slug !== uninvitedCity && !others.has(states.get(stateId ?? '')?.slug ?? ''));
}

/** Two calls of the cooperation fund, one that is open all year, and the emergency fund. @returns that of each sitting, and the last */
async function openCalls(act: Act): Promise<{ calls: FundCall[]; emergency: FundCall }> {
  const open = async (day: string, given: Parameters<typeof createCall>[1]) =>
    createCall(actOn(act, 'officer', day), { eligibility: [{ kind: 'member' }], most: '300000', budget: '4000000', ...given });
  const first = await open('2022-01-15', {
    nameFr: 'Services de base 2022-2023',
    nameEn: 'Basic services 2022-2023',
    opensOn: '01/02/2022',
    closesOn: '31/10/2023',
  });
  const form = 'formulaire-type';
  const second = await open('2024-01-15', {
    form,
    nameFr: 'Villes qui s’adaptent 2024-2025',
    nameEn: 'Cities that adapt 2024-2025',
    opensOn: '01/02/2024',
    closesOn: '31/10/2025',
  });
  // What is asked all year long does not have to be screened against the markers.
  const light = await createForm(actOn(act, 'officer', '2022-01-20'), {
    name: 'Formulaire allégé',
    definition: withoutScreening(templateForm),
  });
  const emergency = await open('2022-01-22', {
    form: light,
    nameFr: 'Fonds d’urgence',
    nameEn: 'Emergency fund',
    summaryFr: 'Pour une ville membre frappée par une catastrophe : le Bureau vote par vidéo, les pièces suivent.',
    summaryEn: 'For a member city struck by a disaster: the Bureau votes by video, the papers follow.',
    purse: 'emergency',
    decisionPath: 'emergency',
    most: '100000',
    budget: '300000',
    opensOn: '01/02/2022',
    closesOn: '',
  });
  const always = await open('2025-01-15', {
    form: light,
    nameFr: 'Appui aux services municipaux',
    nameEn: 'Support to municipal services',
    purse: 'operator',
    opensOn: '01/02/2025',
    closesOn: '',
  });
  return { calls: [first, first, second, always], emergency };
}

function withoutScreening(form: FormDefinition): FormDefinition {
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => (question.kind === 'markers' ? { ...question, required: false } : question)),
    })),
  };
}

async function inviteExperts(act: Act): Promise<User[]> {
  const experts: User[] = [];
  for (const name of ['Basile JAUGE', 'Cora TAMIS']) {
    const email = `${name.split(' ')[0]!.toLowerCase()}@exemple.org`;
    await inviteOutsider(act, { role: 'expert', partyId: null }, { name, email, lang: 'fr' });
    const [user] = await act.db.select().from(accountUser).where(eq(accountUser.email, email));
    experts.push({ kind: 'user', id: user!.id, name, role: 'expert' });
  }
  return experts;
}
