import type { Act } from '../../../kernel/act.ts';
import type { User } from '../../../kernel/actor.ts';
import { receiveFile } from '../../../kernel/files/index.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { joinFrench } from '../../../kernel/i18n/elision.ts';
import { beginDossier } from '../../../modules/fund/applications/beginning/commands.ts';
import { withdrawDossier } from '../../../modules/fund/applications/beginning/leaving.ts';
import { depositDossier } from '../../../modules/fund/applications/deposit/commands.ts';
import { writePieces } from '../../../modules/fund/applications/factories.ts';
import { addDossierFile } from '../../../modules/fund/applications/files/commands.ts';
import { lockDossier } from '../../../modules/fund/applications/life.ts';
import type { FundDossier } from '../../../modules/fund/applications/schema.ts';
import { decideAdmissibility } from '../../../modules/fund/appraisal/admissibility/commands.ts';
import { recordDiligence } from '../../../modules/fund/appraisal/diligence/commands.ts';
import { assignPeople } from '../../../modules/fund/appraisal/experts/commands.ts';
import { listAskedOf } from '../../../modules/fund/appraisal/experts/queries.ts';
import { answerAssignment, buildAnswers } from '../../../modules/fund/appraisal/factories.ts';
import { noteInput, saveNote } from '../../../modules/fund/appraisal/notes/commands.ts';
import { assignOfficer } from '../../../modules/fund/appraisal/officers/commands.ts';
import { finishAppraisal } from '../../../modules/fund/appraisal/readiness/commands.ts';
import { diligenceKinds } from '../../../modules/fund/appraisal/vocabulary.ts';
import type { FundCall } from '../../../modules/fund/calls/schema.ts';
import { buildUpload } from '../../../modules/membership/factories.ts';
import { actOn, type InventedCity, townHall } from '../network.ts';
import { piecesOf } from './pieces.ts';
import type { Planned } from './plan.ts';

/** A dossier of the demonstration that is written. */
export interface Deposited {
  planned: Planned;
  city: InventedCity;
  dossier: FundDossier;
  call: FundCall;
}

/**
 * Writes the dossiers of a sitting, each as its city, and deposits those that are.
 * @param options the cities that ask, and the project of each dossier that was granted before, by its sitting and its rank
 */
export async function depositAll(
  act: Act,
  planned: readonly Planned[],
  { cities, call, projects, day }: { cities: readonly InventedCity[]; call: FundCall; projects: ReadonlyMap<string, string>; day: string },
): Promise<Deposited[]> {
  const written: Deposited[] = [];
  const sits = Temporal.PlainDate.from(day);
  for (const one of planned) {
    const city = cities[one.city]!;
    const before = (days: number) => actOn(act, townHall(city), sits.subtract({ days }));
    const author = before(160 - one.rank);
    const id = await beginDossier(author, call.slug, {
      title: `${one.title} ${joinFrench('de', city.name)}${one.isContinuation ? ', deuxième phase' : ''}`,
      lang: 'fr',
      continues: one.isContinuation ? projects.get(`${one.round - 2} ${one.rank}`)! : null,
    });
    const from = sits.add({ months: one.startsAfter }).with({ day: 1 });
    await writePieces(author, id, piecesOf(one, { from, to: from.add({ years: 1 }).subtract({ days: 1 }) }));
    await addDossierFile(author, id, 'deliberation', buildUpload('deliberation.pdf'));
    if (one.fate !== 'draft') await depositDossier(before(140 - one.rank), id);
    if (one.fate === 'withdrawn') await withdrawDossier(before(90), id, { reason: 'La ville a trouvé un autre financement.' });
    written.push({ planned: one, city, dossier: await lockDossier(act, id), call });
  }
  return written;
}

/** Appraises the dossiers of a sitting as far as each goes. */
export async function appraise(
  act: Act,
  dossiers: readonly Deposited[],
  { experts, day }: { experts: readonly User[]; day: string },
): Promise<void> {
  const sits = Temporal.PlainDate.from(day);
  for (const {
    planned: { fate, rank, requestedCents, subject },
    dossier,
    call,
  } of dossiers) {
    // Two officers share the dossiers.
    const officer = (days: number) => actOn(act, rank % 3 === 2 ? 'otherOfficer' : 'officer', sits.subtract({ days }));
    if (['draft', 'withdrawn', 'submitted'].includes(fate)) continue;
    const reference = dossier.reference!;
    await assignOfficer(officer(100), reference, {});
    const isAdmissible = fate !== 'inadmissible';
    const answers = buildAnswers(isAdmissible ? {} : { signed: 'no' });
    const reason = isAdmissible ? null : 'La délibération n’est pas signée.';
    await decideAdmissibility(officer(95), reference, { ...answers, outcome: isAdmissible ? 'admissible' : 'inadmissible', reason });
    if (!isAdmissible) continue;
    for (const [turn, expert] of experts.entries()) {
      const asked = await ask(officer(90), reference, expert, sits.subtract({ days: 65 }));
      // Of those that are still appraised, one expert has answered.
      if (fate === 'appraising' && turn > 0) continue;
      const score = fate === 'granted' ? 4 + ((rank + turn) % 2) : fate === 'refused' ? 1 + (rank % 2) : 3;
      await answerAssignment(actOn(act, expert, sits.subtract({ days: 70 })), asked, call, score);
    }
    if (fate === 'appraising') continue;
    await verify(officer(60), reference);
    const outcome = fate === 'granted' || fate === 'refused' || fate === 'deferred' || fate === 'reserve' ? fate : 'granted';
    const note = {
      outcome,
      analysis: `${subject.need} ${analyses[outcome]}`,
      strengths: subject.who,
      weaknesses: `À surveiller : ${subject.risk.charAt(0).toLowerCase()}${subject.risk.slice(1)}`,
      ...(outcome === 'granted' ? amountsOf(requestedCents) : {}),
    };
    await saveNote(officer(40), reference, noteInput.parse(note));
    await finishAppraisal(officer(35), reference);
  }
}

/** What a note concludes, by what it proposes. */
const analyses = {
  granted: 'Le projet y répond, la ville a les moyens de tenir ce qu’elle promet, et les indicateurs le montreront.',
  reserve: 'Le projet y répond. Il peut attendre que des crédits se libèrent.',
  deferred: 'Le budget reste à préciser avant que le Bureau en décide.',
  refused: 'Le projet n’y répond qu’en partie, et son entretien n’est pas assuré.',
} as const;

/** What is written of each thing that is verified. */
const verified = {
  deliberation: 'La délibération autorise la demande et la part de la ville.',
  signatory: 'Le signataire a pouvoir de demander pour la ville.',
  accounts: 'Les aides antérieures sont justifiées, ou en cours de l’être dans les délais.',
  screening: 'Ni la ville ni le signataire n’y figurent.',
} as const;

/** Asks someone for an opinion and scores. @returns the identifier of what is asked */
async function ask(act: Act, reference: string, { id }: User, dueOn: Temporal.PlainDate): Promise<string> {
  await assignPeople(act, { dossiers: [reference], people: [id], tasks: ['opinion', 'scoring'], dueOn });
  return (await listAskedOf(act.db, id)).find(({ dossier }) => dossier.reference === reference)!.assignment.id;
}

/** Verifies all that is to be verified of a dossier, in order. */
export async function verify(act: Act, reference: string): Promise<void> {
  for (const kind of diligenceKinds) {
    const isScreening = kind === 'screening';
    const screened = { list: 'Liste consolidée de l’Union européenne', listOn: dayOf(act.now) };
    await recordDiligence(
      act,
      reference,
      kind,
      { outcome: 'met', words: verified[kind], ...(isScreening ? screened : {}) },
      isScreening ? await receiveFile(act, buildUpload('liste.pdf'), { accept: ['pdf'], most: 1_000_000 }) : null,
    );
  }
}
/** What a note proposes of a dossier whose fund's part is 80 %. */
function amountsOf(requestedCents: number): Record<string, string> {
  const euros = String(requestedCents / 100);
  return { commitment: euros, granted: euros, eligible: String((requestedCents * 5) / 4 / 100), rate: '80' };
}
