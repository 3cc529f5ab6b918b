import type { Act } from '../../../kernel/act.ts';
import type { User } from '../../../kernel/actor.ts';
import { beginDossier } from '../../../modules/fund/applications/beginning/commands.ts';
import { depositDossier } from '../../../modules/fund/applications/deposit/commands.ts';
import { buildPieces, writePieces } from '../../../modules/fund/applications/factories.ts';
import { addDossierFile } from '../../../modules/fund/applications/files/commands.ts';
import { lockDossier } from '../../../modules/fund/applications/life.ts';
import type { FundDossier } from '../../../modules/fund/applications/schema.ts';
import { withdrawDossier } from '../../../modules/fund/applications/beginning/leaving.ts';
import { decideAdmissibility } from '../../../modules/fund/appraisal/admissibility/commands.ts';
import { answerAssignment, buildAnswers, createAssignment, verifyAll } from '../../../modules/fund/appraisal/factories.ts';
import { noteInput, saveNote } from '../../../modules/fund/appraisal/notes/commands.ts';
import { assignOfficer } from '../../../modules/fund/appraisal/officers/commands.ts';
import { finishAppraisal } from '../../../modules/fund/appraisal/readiness/commands.ts';
import type { FundCall } from '../../../modules/fund/calls/schema.ts';
import { cityUser } from '../../../modules/fund/projects/factories.ts';
import { buildUpload } from '../../../modules/membership/factories.ts';
import type { InventedCity } from '../network.ts';
import { dayIn } from './fund.ts';
import type { Planned } from './plan.ts';

/** A dossier of the demonstration that is written. */
export interface Deposited {
  planned: Planned;
  dossier: FundDossier;
  call: FundCall;
}

/** Writes the dossiers of a sitting, each as its city, and deposits those that are. */
export async function depositAll(
  act: Act,
  planned: readonly Planned[],
  { cities, call, projects, day }: { cities: readonly InventedCity[]; call: FundCall; projects: ReadonlyMap<number, string>; day: string },
): Promise<Deposited[]> {
  const at = dayIn(act);
  const written: Deposited[] = [];
  const sits = Temporal.PlainDate.from(day);
  for (const [index, one] of planned.entries()) {
    const city = cities[one.city % cities.length]!;
    const on = sits.subtract({ days: 160 - index }).toString();
    const author = at(cityUser(city.id), on);
    const id = await beginDossier(author, call.slug, {
      title: `${one.kind.title} ${city.name}`,
      lang: 'fr',
      continues: one.isContinuation ? (projects.get(one.city) ?? null) : null,
    });
    await writePieces(author, id, piecesOf(one, sits));
    await addDossierFile(author, id, 'deliberation', buildUpload('deliberation.pdf'));
    if (one.fate !== 'draft') await depositDossier(at(cityUser(city.id), sits.subtract({ days: 140 - index }).toString()), id);
    if (one.fate === 'withdrawn')
      await withdrawDossier(at(cityUser(city.id), sits.subtract({ days: 90 }).toString()), id, {
        reason: 'La ville a trouvé un autre financement.',
      });
    written.push({ planned: one, dossier: await lockDossier(act, id), call });
  }
  return written;
}

/** What a dossier says: the words of its kind, and the period that follows its sitting. */
function piecesOf(
  { round, kind, requestedCents, gender, adaptation, city }: Planned,
  sits: Temporal.PlainDate,
): Record<string, string | string[] | null> {
  const from = sits.add({ months: 2 }).with({ day: 1 });
  const to = from.add({ years: 1 }).subtract({ days: 1 });
  // Where exactly it is, the demonstration does not invent.
  const usual = Object.entries(
    buildPieces({
      requestedCents,
      scores: { gender: gender ?? (round === 3 ? null : 0), adaptation },
      from: from.toString(),
      to: to.toString(),
    }),
  ).filter(([path]) => !/\/(latitude|longitude)$/.test(path));
  return {
    ...Object.fromEntries(usual),
    summary: `${kind.need} La ville construit, équipe et forme, avec celles et ceux qui en ont l’usage.`,
    need: kind.need,
    'sectors/commerce/purpose': kind.purpose,
    'sectors/commerce/theme': kind.theme,
    'places/halles/name': `Quartier ${['Haut', 'Bas', 'Neuf', 'du Port'][city % 4]!}`,
  };
}

/** Appraises the dossiers of a sitting as far as each goes. */
export async function appraise(
  act: Act,
  dossiers: readonly Deposited[],
  { experts, day }: { experts: readonly User[]; day: string },
): Promise<void> {
  const at = dayIn(act);
  const sits = Temporal.PlainDate.from(day);
  const officer = (days: number) => at('officer', sits.subtract({ days }).toString());
  for (const [
    index,
    {
      planned: { fate, requestedCents },
      dossier,
      call,
    },
  ] of dossiers.entries()) {
    if (['draft', 'withdrawn', 'submitted'].includes(fate)) continue;
    const reference = dossier.reference!;
    await assignOfficer(officer(100), reference, {});
    const isAdmissible = fate !== 'inadmissible';
    const answers = buildAnswers(isAdmissible ? {} : { signed: 'no' });
    const reason = isAdmissible ? null : 'La délibération n’est pas signée.';
    await decideAdmissibility(officer(95), reference, { ...answers, outcome: isAdmissible ? 'admissible' : 'inadmissible', reason });
    if (!isAdmissible) continue;
    for (const [turn, expert] of experts.entries()) {
      const asked = await createAssignment(officer(90), reference, expert);
      // Of those that are still appraised, one expert has answered.
      if (fate === 'appraising' && turn > 0) continue;
      const score = fate === 'granted' ? 4 + ((index + turn) % 2) : fate === 'refused' ? 1 + (index % 2) : 3;
      await answerAssignment(at(expert, sits.subtract({ days: 70 }).toString()), asked, call, score);
    }
    if (fate === 'appraising') continue;
    await verifyAll(officer(60), reference);
    const outcome = fate === 'granted' || fate === 'refused' || fate === 'deferred' || fate === 'reserve' ? fate : 'granted';
    const note = {
      outcome,
      analysis: 'Le besoin est établi et la ville a les moyens de tenir ce qu’elle promet.',
      strengths: 'Portage clair.',
      weaknesses: outcome === 'granted' ? '' : 'Le budget reste à préciser.',
      ...(outcome === 'granted' ? amountsOf(requestedCents) : {}),
    };
    await saveNote(officer(40), reference, noteInput.parse(note));
    await finishAppraisal(officer(35), reference);
  }
}

/** What a note proposes of a dossier whose fund's part is 80 %. */
function amountsOf(requestedCents: number): Record<string, string> {
  const euros = String(requestedCents / 100);
  return { commitment: euros, granted: euros, eligible: String((requestedCents * 5) / 4 / 100), rate: '80' };
}
