import type { Act } from '../../../kernel/act.ts';
import { joinFrench } from '../../../kernel/i18n/elision.ts';
import { recordArrivals } from '../../../modules/assemblies/attendance/commands.ts';
import { findSitting } from '../../../modules/assemblies/index.ts';
import { inSitting } from '../../../modules/assemblies/journal/scene.ts';
import { beginMinutes } from '../../../modules/assemblies/minutes/commands.ts';
import { conveneSitting, moveSitting, openSitting, prepareSitting } from '../../../modules/assemblies/sittings/commands.ts';
import { closeVote } from '../../../modules/assemblies/votes/closing.ts';
import { castBallot, findVote, openVote } from '../../../modules/assemblies/votes/commands.ts';
import { beginDossier } from '../../../modules/fund/applications/beginning/commands.ts';
import { depositDossier } from '../../../modules/fund/applications/deposit/commands.ts';
import { writePieces } from '../../../modules/fund/applications/factories.ts';
import { addDossierFile } from '../../../modules/fund/applications/files/commands.ts';
import { lockDossier } from '../../../modules/fund/applications/life.ts';
import { decideAdmissibility } from '../../../modules/fund/appraisal/admissibility/commands.ts';
import { putOnAgenda, supplyOwedNote } from '../../../modules/fund/appraisal/agenda/commands.ts';
import { listOnAgenda } from '../../../modules/fund/appraisal/agenda/queries.ts';
import { recordAwards } from '../../../modules/fund/appraisal/awards/commands.ts';
import { buildAnswers, typeAward } from '../../../modules/fund/appraisal/factories.ts';
import { noteInput, saveNote } from '../../../modules/fund/appraisal/notes/commands.ts';
import { assignOfficer } from '../../../modules/fund/appraisal/officers/commands.ts';
import type { FundCall } from '../../../modules/fund/calls/schema.ts';
import { buildUpload } from '../../../modules/membership/factories.ts';
import { actOn, type InventedCity, townHall } from '../network.ts';
import { verify } from './dossiers.ts';
import { piecesOf } from './pieces.ts';
import { findGranted, type Granted } from './projects.ts';
import { flood } from './subjects.ts';

/** The day of a sitting that nobody had planned; the rains fell four days before. */
const day = Temporal.PlainDate.from('2024-09-12');
const requestedCents = 60_000_00;

/** A city is flooded: the Bureau votes by video within days, and the note that it voted without comes afterwards (R10). */
export async function voteEmergency(act: Act, { call, city }: { call: FundCall; city: InventedCity }): Promise<Granted> {
  const before = (days: number) => day.subtract({ days });
  const planned = { subject: flood, requestedCents, gender: null, adaptation: flood.adaptation, city: 1, isContinuation: false };
  const author = actOn(act, townHall(city), before(3));
  const id = await beginDossier(author, call.slug, {
    title: `${flood.titles[0]} ${joinFrench('de', city.name)}`,
    lang: 'fr',
    continues: null,
  });
  const from = day.with({ day: 16 });
  await writePieces(author, id, piecesOf(planned, { from, to: from.add({ months: 6 }).subtract({ days: 1 }) }));
  await addDossierFile(author, id, 'deliberation', buildUpload('deliberation.pdf'));
  await depositDossier(author, id);
  const dossier = await lockDossier(act, id);
  const reference = dossier.reference!;
  const officer = actOn(act, 'officer', before(2));
  await assignOfficer(officer, reference, {});
  await decideAdmissibility(officer, reference, { ...buildAnswers(), outcome: 'admissible', reason: null });
  await verify(officer, reference);

  const slug = await prepareSitting(actOn(act, 'direction', before(2)), {
    body: 'bureau',
    titleFr: `Urgence : inondations ${joinFrench('de', city.name)}`,
    titleEn: null,
    mode: 'video',
    place: null,
    startsOn: day,
    startsAt: Temporal.PlainTime.from('10:00'),
    urgent: 'yes',
  });
  await putOnAgenda(officer, slug, { dossiers: [reference], block: null, owedUntil: day.add({ days: 30 }) });
  await conveneSitting(actOn(act, 'direction', before(2)), slug, { reason: 'Des familles sont sans abri.' });
  await vote(actOn(act, 'direction', day), slug);
  await recordAwards(actOn(act, 'direction', day.add({ days: 1 })), slug, typeAward(reference, { outcome: 'granted' }));

  const later = actOn(act, 'officer', day.add({ days: 12 }));
  const analysis = `${flood.need} La ville a justifié les dépenses d’abri et présenté son plan pour l’eau.`;
  await saveNote(later, reference, noteInput.parse({ outcome: 'granted', analysis, strengths: flood.who }));
  await supplyOwedNote(later, slug, reference);
  const [granted] = await findGranted(act, [{ planned: { subject: flood, round: -1, rank: 0 }, city, dossier }]);
  return granted!;
}

/** By video, each by name: all who are there are for it. */
async function vote(act: Act, slug: string): Promise<void> {
  const voters = await inSitting(act, { slug }, async ({ state }) =>
    [...state.voters.values()].filter(({ exclusion }, index) => exclusion === null && index % 5 !== 4),
  );
  await recordArrivals(
    act,
    slug,
    voters.map(({ partyId }) => partyId),
  );
  await openSitting(act, slug);
  const { id } = (await findSitting(act, slug))!;
  const [item] = await listOnAgenda(act.db, id);
  const number = await openVote(act, slug, item!.entry.itemId, { method: 'named' });
  const { id: voteId } = await findVote(act, slug, number);
  for (const { partyId, voices } of voters) await castBallot(act, id, { voteId, party: partyId, by: null, says: { for: voices } });
  await closeVote(act, slug, number, { casting: null });
  await moveSitting(act, slug, 'closed', { reason: null });
  await beginMinutes(act, slug);
}
