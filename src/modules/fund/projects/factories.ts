import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Act, inTransaction } from '../../../kernel/act.ts';
import type { User } from '../../../kernel/actor.ts';
import { createTestParty, createTestSource, revise } from '../../register/factories.ts';
import { createBody, factKinds, recordFact } from '../../register/index.ts';
import { fundDossier, fundDossierStep, fundDossierVersion } from '../applications/schema.ts';
import { createCall } from '../calls/factories.ts';
import { type FundCall, fundCall } from '../calls/schema.ts';
import { signed } from '../signed.ts';
import type { ProjectState } from '../vocabulary.ts';
import { sendAgreement } from './agreements/commands.ts';
import type { InstalmentTerms } from './agreements/rules.ts';
import { signAgreement } from './agreements/signing/commands.ts';
import { bankAccountInput, confirmBankAccount, enterBankAccount } from './bank-accounts/commands.ts';
import { openProject } from './open.ts';
import { type Award, fundAward, type Project } from './schema.ts';
import { recordStep } from './steps.ts';

/** Someone of each role that the money of the fund knows. */
export const people = {
  officer: { kind: 'user', id: '00000000-0000-4000-8000-00000000e001', name: 'Awa Diop', role: 'officer' },
  otherOfficer: { kind: 'user', id: '00000000-0000-4000-8000-00000000e002', name: 'Paul Nguyen', role: 'officer' },
  direction: { kind: 'user', id: '00000000-0000-4000-8000-00000000e003', name: 'Marc Tremblay', role: 'direction' },
  finance: { kind: 'user', id: '00000000-0000-4000-8000-00000000e004', name: 'Fatou Sarr', role: 'finance' },
  otherFinance: { kind: 'user', id: '00000000-0000-4000-8000-00000000e005', name: 'Inès Roy', role: 'finance' },
} as const;

export interface AwardedProject {
  lead?: { id: string };
  title?: string;
  grantedCents?: number;
  commitmentCents?: number;
  rate?: number;
  currency?: string;
  startsOn?: string;
  endsOn?: string;
  purse?: FundCall['purse'];
  continuesId?: string;
  gender?: 0 | 1 | 2 | null;
  /** What the dossier promised: nothing unless told. */
  content?: Record<string, unknown>;
}

/** A city of the register, of a State that a map draws where a code is given; of none where no State is. */
export async function createLead(act: Act, name: string, state?: { name: string; code?: string }): Promise<{ id: string; slug: string }> {
  return revise(act, async (rev) => {
    const city = await createTestParty(rev, { name, kind: 'local_authority' });
    if (!state) return city;
    const { id: targetId } = await createTestParty(rev, {
      name: state.name,
      identifiers: state.code ? [{ scheme: 'iso3166-1-alpha3', value: state.code }] : [],
    });
    await recordFact(rev, factKinds.partyLink, {
      from: null,
      to: null,
      certainty: 'confirmed',
      sourceId: await createTestSource(rev),
      values: { partyId: city.id, link: 'part_of', targetId },
    });
    return city;
  });
}

/** A dossier that a sitting granted: 80 000 € at 80 % unless told otherwise. */
export async function createAward(act: Act, given: AwardedProject = {}): Promise<Award> {
  return inTransaction(act, async (act) => {
    const lead = given.lead ?? (await revise(act, (rev) => createTestParty(rev, { name: 'Ville Haute', kind: 'local_authority' })));
    const grantedCents = given.grantedCents ?? 80_000_00;
    const rate = given.rate ?? 8000;
    const totalCents = Math.ceil((grantedCents * 10_000) / rate);
    const currency = given.currency ?? 'EUR';
    const title = given.title ?? 'Bornes-fontaines des quartiers hauts';
    const call = await callOf(act, given.purse ?? 'cooperation');
    const dossierId = randomUUID();
    await act.db.insert(fundDossier).values({
      id: dossierId,
      callId: call.id,
      formId: call.formId,
      formVersion: call.formVersion,
      leadId: lead.id,
      title,
      continuesId: given.continuesId ?? null,
      lang: 'fr',
      ...signed(act),
    });
    await act.db.insert(fundDossierStep).values({ dossierId, number: 1, state: 'granted', ...signed(act) });
    await act.db.insert(fundDossierVersion).values({
      dossierId,
      number: 1,
      leadId: lead.id,
      content: given.content ?? {},
      hash: createHash('sha256').update(dossierId).digest('hex'),
      receipt: dossierId,
      title,
      summary: 'De l’eau potable à moins de deux cents mètres de chaque maison.',
      currency,
      requestedCents: grantedCents,
      totalCents,
      cityCents: totalCents - grantedCents,
      inKindCents: 0,
      otherCents: 0,
      startsOn: Temporal.PlainDate.from(given.startsOn ?? '2026-01-01'),
      endsOn: Temporal.PlainDate.from(given.endsOn ?? '2027-12-31'),
      gender: given.gender ?? null,
      ...signed(act),
    });
    const award: Award = {
      id: randomUUID(),
      dossierId,
      version: 1,
      ...(await decide(act, title)),
      voteId: null,
      outcome: 'granted',
      currency,
      grantedCents,
      commitmentCents: given.commitmentCents ?? grantedCents,
      rate,
      eligibleCents: totalCents,
      conditions: null,
      departure: null,
      ...signed(act),
    };
    await act.db.insert(fundAward).values(award);
    return award;
  });
}

/** A project in a state of its life; without an agreement: `createSignedProject` has one. */
export async function createProject(
  act: Act,
  { state = 'awarded', ...given }: AwardedProject & { state?: MadeState } = {},
): Promise<Project> {
  return inTransaction(act, async (act) => {
    const project = await openProject(act, await createAward(act, given));
    for (const to of wayTo[state]) await recordStep(act, project.id, { to, reason: 'Crue du fleuve' });
    return project;
  });
}

/** A closed one is made by what closes it (`fund/followup`). */
type MadeState = Exclude<ProjectState, 'closed'>;

const wayTo: Record<MadeState, readonly ProjectState[]> = {
  awarded: [],
  agreement_sent: ['agreement_sent'],
  active: ['agreement_sent', 'active'],
  suspended: ['agreement_sent', 'active', 'suspended'],
  completed: ['agreement_sent', 'active', 'completed'],
  cancelled: ['cancelled'],
};

/** A published call of the purse: the first one, or a new one. */
async function callOf(act: Act, purse: FundCall['purse']): Promise<FundCall> {
  const calls = await act.db.select().from(fundCall);
  return calls.find((call) => call.purse === purse) ?? createCall(act, { purse, nameFr: `Fonds ${purse}`, most: '' });
}

/** A sitting that is over, and its decision. */
async function decide(act: Act, title: string): Promise<{ sittingId: string; decisionId: string }> {
  const [sittingId, itemId, decisionId] = [randomUUID(), randomUUID(), randomUUID()];
  const { rows } = await act.db.execute<{ id: string }>(sql`select id from body limit 1`);
  const at = act.now.toString();
  const bodyId = rows[0]?.id ?? (await createBureau(act));
  await act.db.execute(sql`insert into sitting (id, slug, body_id, mode, title_fr, starts_at, at, by)
    values (${sittingId}, ${`seance-${sittingId}`}, ${bodyId}, 'on_site', 'Bureau', ${at}, ${at}, 'test')`);
  await act.db.execute(sql`insert into agenda_item (id, sitting_id, position, kind, title_fr, proposal_fr)
    values (${itemId}, ${sittingId}, 1, 'decision', ${title}, 'Le Bureau accorde la subvention.')`);
  await act.db.execute(sql`insert into decision (id, sitting_id, item_id, number, code, text_fr, public, at, by)
    values (${decisionId}, ${sittingId}, ${itemId}, 1, ${`decision-${decisionId}`}, 'Le Bureau accorde la subvention.', true, ${at}, 'test')`);
  return { sittingId, decisionId };
}

async function createBureau(act: Act): Promise<string> {
  return revise(act, async (rev) => {
    const { id } = await createTestParty(rev, { name: 'Réseau', kind: 'network' });
    return createBody(rev, { institutionId: id, slug: 'bureau', kind: 'bureau', nameFr: 'Bureau' });
  });
}

/** Someone of the city that leads a project. */
export function cityUser(leadId: string): User {
  return { kind: 'user', id: '00000000-0000-4000-8000-00000000e009', name: 'Aminata Ba', role: 'city', partyId: leadId };
}

/** Instalments of tests: half at the signature, half on the first report with 70 % justified, to the cent. */
export function twoInstalments(grantedCents: number): InstalmentTerms[] {
  const first = Math.floor(grantedCents / 2);
  return [
    { number: 1, amountCents: first, expectedOn: '2026-02-01', conditions: [{ kind: 'agreement_signed' }] },
    {
      number: 2,
      amountCents: grantedCents - first,
      expectedOn: '2026-10-01',
      conditions: [
        { kind: 'report_accepted', ordinal: 1 },
        { kind: 'previous_justified', share: 7000 },
      ],
    },
  ];
}

/** A project under way: its agreement is signed on line by its city, then by the direction. */
export async function createSignedProject(
  act: Act,
  { instalments, ...given }: AwardedProject & { instalments?: InstalmentTerms[] } = {},
): Promise<Project> {
  const project = await createProject(act, given);
  const schedule = instalments ?? twoInstalments(given.grantedCents ?? 80_000_00);
  const id = await sendAgreement({ ...act, actor: people.officer }, project.id, { lang: 'fr', instalments: schedule });
  await signBoth(act, project, id);
  return project;
}

/** Both sign what waits for it. */
export async function signBoth(act: Act, project: Project, agreementId: string): Promise<void> {
  const words = { typed: project.reference, signatory: 'Aminata Ba', quality: 'Maire' };
  await signAgreement({ ...act, actor: cityUser(project.leadId) }, project.id, agreementId, 'city', words);
  await signAgreement({ ...act, actor: people.direction }, project.id, agreementId, 'network', {
    ...words,
    signatory: 'Marc Tremblay',
    quality: 'Secrétaire permanent',
  });
}

/** A bank account that two people looked at. @returns its identifier */
export async function createBankAccount(act: Act, partyId: string, given: Record<string, string> = {}): Promise<string> {
  const input = bankAccountInput.parse({
    holder: 'Commune de Ville Haute',
    iban: 'FR76 3000 6000 0112 3456 7890 189',
    bankName: 'Banque des communes',
    country: 'FR',
    currency: 'EUR',
    ...given,
  });
  const id = await enterBankAccount({ ...act, actor: people.officer, now: act.now.subtract({ hours: 48 }) }, partyId, input);
  await confirmBankAccount({ ...act, actor: people.finance }, id, { how: 'Rappel au numéro connu de la mairie' });
  return id;
}
