import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { User } from '../../../kernel/actor.ts';
import { inviteOutsider } from '../../../kernel/auth/users/commands.ts';
import { createCall, createForm } from '../../../modules/fund/calls/factories.ts';
import type { FormDefinition } from '../../../modules/fund/calls/forms/definition.ts';
import { templateForm } from '../../../modules/fund/calls/forms/template.ts';
import type { FundCall } from '../../../modules/fund/calls/schema.ts';
import { addTheme } from '../../../modules/fund/themes/commands.ts';
import { people } from '../../../modules/fund/projects/factories.ts';
import { fundProject } from '../../../modules/fund/projects/schema.ts';
import { accountUser } from '../../../kernel/auth/schema.ts';
import { inventedSource, type InventedCity } from '../network.ts';
import { appraise, depositAll, type Deposited } from './dossiers.ts';
import { bindEquality } from './equality.ts';
import { holdFundSitting } from './sitting.ts';
import { fundProjects } from './money.ts';
import { planDossiers, themes } from './plan.ts';

/** The days on which the Bureau sat on the fund. */
const sittings = ['2022-11-25', '2023-11-24', '2024-11-15', '2025-11-14'] as const;

/**
 * Five years of the cooperation fund: three calls, 120 dossiers, four sittings, 70 projects with their agreements, money,
 * reports and closures. Everything by the commands that people use, each as whoever would and on its day.
 * @param options how many of the four sittings, for tests that need less
 */
export async function demonstrateFund(
  act: Act,
  cities: readonly InventedCity[],
  { sittings: held = sittings.length }: { sittings?: number } = {},
): Promise<void> {
  const at = dayIn(act);
  for (const [nameFr, nameEn, purposes] of themes)
    await addTheme(at('officer', '2022-01-10'), { nameFr, nameEn, purposes, source: inventedSource });
  const calls = await openCalls(act);
  const experts = await inviteExperts(at('direction', '2022-01-12'));
  const planned = planDossiers();
  const projects = new Map<number, string>();
  for (const [round, day] of sittings.slice(0, held).entries()) {
    const own = planned.filter((one) => one.round === round);
    const dossiers = await depositAll(act, own, { cities, call: calls[round]!, projects, day });
    await appraise(act, dossiers, { experts, day });
    await holdFundSitting(act, dossiers.filter(isHeard), day);
    for (const {
      planned: { city },
      dossier,
    } of dossiers) {
      const [project] = await act.db
        .select({ reference: fundProject.reference })
        .from(fundProject)
        .where(eq(fundProject.dossierId, dossier.id));
      if (project) projects.set(city, project.reference);
    }
  }
  await fundProjects(act);
  await bindEquality(act);
}

/** What someone of the fund does at nine of a day. */
export function dayIn(act: Act) {
  return (who: keyof typeof people | User, day: string): Act => ({
    ...act,
    actor: typeof who === 'string' ? people[who] : who,
    now: Temporal.Instant.from(`${day}T09:00:00Z`),
  });
}

function isHeard({ planned: { fate } }: Deposited): boolean {
  return ['granted', 'refused', 'reserve', 'deferred'].includes(fate);
}

/** Two calls of the cooperation fund, and one that is open all year. @returns that of each sitting */
async function openCalls(act: Act): Promise<FundCall[]> {
  const at = dayIn(act);
  const open = async (day: string, given: Parameters<typeof createCall>[1]) =>
    createCall(at('officer', day), { eligibility: [{ kind: 'member' }], most: '300000', budget: '4000000', ...given });
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
  const light = await createForm(at('officer', '2025-01-10'), { name: 'Formulaire allégé', definition: withoutScreening(templateForm) });
  const always = await open('2025-01-15', {
    form: light,
    nameFr: 'Appui aux services municipaux',
    nameEn: 'Support to municipal services',
    purse: 'operator',
    opensOn: '01/02/2025',
    closesOn: '',
  });
  return [first, first, second, always];
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
