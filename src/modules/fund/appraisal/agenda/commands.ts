import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { receiveFile } from '../../../../kernel/files/index.ts';
import { day, optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import type { Lang, Message } from '../../../../kernel/i18n/lang.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  addItem,
  addPaper,
  declareInterest,
  expectPaper,
  findSitting,
  type HeldSitting,
  supplyPaper,
  withdrawItem,
} from '../../../assemblies/index.ts';
import { asKnownNow, findPartiesById } from '../../../register/index.ts';
import { lockDossier, takeDossierStep } from '../../applications/life.ts';
import type { FundCall } from '../../calls/schema.ts';
import { mayManageFund } from '../../policy.ts';
import { signed } from '../../signed.ts';
import { callOf, type HeldDossier, inDossier, listConcerned } from '../held.ts';
import { say } from '../messages.ts';
import { writeNote } from '../notes/files.ts';
import { proposalInWords } from '../notes/paper.ts';
import { listNotes } from '../notes/queries.ts';
import type { Note } from '../notes/schema.ts';
import { blocking, checkReadiness } from '../readiness/check.ts';
import { fundAgendaEntry } from './schema.ts';

export const agendaInput = z.object({
  dossiers: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string()).min(1).max(60)),
  /** One item for all of them, under this title; empty: an item for each. */
  block: optionalText(200),
  /** In an emergency, until when the notes come (R10). */
  owedUntil: z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(day.optional()),
});

interface Ready {
  dossier: HeldDossier;
  call: FundCall;
  note: Note | null;
  city: { name: Message; slug: string };
}

/**
 * Puts dossiers on the agenda of a sitting, each an item or all of them one: its proposal, whom it concerns, its note as a paper.
 * @throws Forbidden, Missing; Refused; Invalid with everything that keeps a dossier from it
 */
export async function putOnAgenda(act: Act, slug: string, { dossiers, block, owedUntil }: z.output<typeof agendaInput>): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    const sitting = await findSitting(act, slug);
    if (!sitting) throw new Missing(`sitting ${slug}`);
    const ready: Ready[] = [];
    const faults: Message[] = [];
    for (const reference of new Set(dossiers))
      await inDossier(act, reference, async (act, dossier) => {
        const found = await readyFor(act, sitting, dossier);
        if ('faults' in found) faults.push(...found.faults);
        else ready.push(found.ready);
      });
    if (faults.length > 0) throw new Invalid({ dossiers: (lang) => faults.map((fault) => fault(lang)).join(' ') });
    const lacksNote = ready.some(({ note }) => note === null);
    if (lacksNote && !owedUntil) throw new Invalid({ owedUntil: say.later('agenda.owedUntil') });
    for (const group of block ? [ready] : ready.map((one) => [one])) await insertItem(act, sitting, group, block, owedUntil ?? null);
  });
}

async function readyFor(act: Act, sitting: HeldSitting, dossier: HeldDossier): Promise<{ ready: Ready } | { faults: Message[] }> {
  const call = await callOf(act.db, dossier);
  const { reference } = dossier;
  const isUrgent = call.decisionPath === 'emergency';
  const faults: Message[] = [];
  const fault = (key: 'agenda.path.sitting' | 'agenda.path.written' | 'agenda.path.emergency' | 'agenda.body') =>
    void faults.push(say.later(key, { reference }));
  // R10: an emergency is decided by video or in writing, at an urgent sitting; everything else at an ordinary one.
  if (isUrgent && (!sitting.urgent || sitting.mode === 'on_site')) fault('agenda.path.emergency');
  if (call.decisionPath === 'written' && sitting.mode !== 'written') fault('agenda.path.written');
  if (call.decisionPath === 'sitting' && sitting.mode === 'written') fault('agenda.path.sitting');
  if (call.bodyId && call.bodyId !== sitting.bodyId) fault('agenda.body');
  const lacking = blocking(await checkReadiness(act, { dossier, call }));
  if (lacking.length > 0)
    faults.push((lang) => say.in(lang)('agenda.notReady', { reference, what: lacking.map(({ why }) => why(lang)).join(' ') }));
  if (faults.length > 0) return { faults };
  const notes = await listNotes(act.db, dossier.id);
  const party = (await findPartiesById(act.db, [dossier.leadId], await asKnownNow(act))).get(dossier.leadId)!;
  return {
    ready: {
      dossier,
      call,
      note: notes.findLast(({ version }) => version === dossier.deposit.number) ?? null,
      city: { name: (lang) => inLang(party.name, lang), slug: party.slug },
    },
  };
}

async function insertItem(
  act: Act,
  sitting: HeldSitting,
  group: readonly Ready[],
  block: string | null,
  owedUntil: Temporal.PlainDate | null,
) {
  const { slug } = sitting;
  const itemId = await addItem(act, slug, {
    kind: 'decision',
    titleFr: block ?? titleOf(group[0]!, 'fr'),
    titleEn: block ? null : titleOf(group[0]!, 'en'),
    proposalFr: group.map((one) => proposalOf(one, 'fr')).join('\n\n'),
    proposalEn: group.map((one) => proposalOf(one, 'en')).join('\n\n'),
    minutesOf: null,
  });
  for (const { dossier, note } of group) {
    for (const { partyId, kind } of await listConcerned(act, dossier)) {
      const party = (await findPartiesById(act.db, [partyId], await asKnownNow(act))).get(partyId)!;
      await declareInterest(act, slug, itemId, { party: party.slug, kind, note: dossier.reference });
    }
    const title = say.in('fr')('agenda.noteTitle', { reference: dossier.reference });
    if (note) await addPaper(act, slug, itemId, title, await noteFile(act, dossier.reference, note));
    else await expectPaper(act, slug, itemId, { title, owedUntil: owedUntil! });
    const state = dossier.state === 'admissible' ? await appraiseNow(act, dossier) : dossier;
    await takeDossierStep(act, state, 'on_agenda');
    await act.db.insert(fundAgendaEntry).values({
      id: randomUUID(),
      dossierId: dossier.id,
      version: dossier.deposit.number,
      note: note?.number ?? null,
      sittingId: sitting.id,
      itemId,
      ...signed(act),
    });
    await audit(act, { command: 'fund.agenda', subject: dossier.reference, detail: { sitting: slug, item: itemId } });
  }
}

/** An emergency goes straight on, what its appraisal lacks being owed. */
async function appraiseNow(act: Act, dossier: HeldDossier) {
  await takeDossierStep(act, dossier, 'appraised');
  return { id: dossier.id, state: 'appraised' as const, steps: dossier.steps + 1 };
}

function titleOf({ dossier, city }: Ready, lang: Lang): string {
  return say
    .in(lang)('agenda.title', { reference: dossier.reference, city: city.name(lang), title: dossier.deposit.title })
    .slice(0, 300);
}

function proposalOf({ dossier, note, city }: Ready, lang: Lang): string {
  if (note) return proposalInWords(note, { dossier, city: city.name(lang) }, lang);
  // Without a note, what is put to the vote is what the city asks.
  const { requestedCents, totalCents } = dossier.deposit;
  const rate = totalCents === 0 ? 0 : Math.ceil((requestedCents * 10_000) / totalCents);
  const asked = { grantedCents: requestedCents, commitmentCents: requestedCents, eligibleCents: totalCents, rate, conditions: null };
  return proposalInWords({ outcome: 'granted', ...asked }, { dossier, city: city.name(lang) }, lang);
}

function noteFile(act: Act, reference: string, note: Note) {
  const bytes = (async function* () {
    yield await writeNote(note, 'pdf');
  })();
  return receiveFile(act, { name: `note-${reference}-${note.number}.pdf`, bytes }, { accept: ['pdf'], most: 20_000_000 });
}

export const withdrawalInput = z.object({ reason: requiredText(1000) });

/** Takes a dossier off the agenda with its item, and with those that are in the same one. @throws Forbidden, Missing, Refused */
export async function takeOffAgenda(act: Act, reference: string, { reason }: z.output<typeof withdrawalInput>): Promise<void> {
  await inDossier(act, reference, async (act, dossier) => {
    if (dossier.state !== 'on_agenda') throw new Refused(say.later('agenda.notThere', { reference }));
    const open = await act.db
      .select()
      .from(fundAgendaEntry)
      .where(and(eq(fundAgendaEntry.dossierId, dossier.id), isNull(fundAgendaEntry.withdrawnAt)));
    const entry = open.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at)).at(-1)!;
    const sitting = (await findSitting(act, { id: entry.sittingId }))!;
    await withdrawItem(act, sitting.slug, entry.itemId, { reason });
    // What is put to the vote together is put off together: its words stand as they are.
    const together = await act.db
      .update(fundAgendaEntry)
      .set({ withdrawnAt: act.now, withdrawnBy: actorName(act.actor), withdrawnReason: reason })
      .where(and(eq(fundAgendaEntry.itemId, entry.itemId), isNull(fundAgendaEntry.withdrawnAt)))
      .returning({ dossierId: fundAgendaEntry.dossierId });
    for (const { dossierId } of together) await takeDossierStep(act, await lockDossier(act, dossierId), 'appraised', { reason });
    await audit(act, { command: 'fund.offAgenda', subject: reference, detail: { reason } });
  });
}

/** Joins the note of a dossier that an emergency was decided without (R10). @throws Forbidden, Missing; Refused where nothing is owed, or no note is written */
export async function supplyOwedNote(act: Act, slug: string, reference: string): Promise<void> {
  await inDossier(act, reference, async (act, dossier) => {
    const sitting = await findSitting(act, slug);
    const [entry] = sitting
      ? await act.db
          .select()
          .from(fundAgendaEntry)
          .where(
            and(
              eq(fundAgendaEntry.dossierId, dossier.id),
              eq(fundAgendaEntry.sittingId, sitting.id),
              isNull(fundAgendaEntry.withdrawnAt),
              isNull(fundAgendaEntry.note),
            ),
          )
      : [];
    const paper =
      entry && sitting!.papers.find((one) => one.itemId === entry.itemId && one.fileId === null && one.title.includes(reference));
    if (!paper) throw new Refused(say.later('agenda.nothingOwed', { reference }));
    const note = (await listNotes(act.db, dossier.id)).at(-1);
    if (!note) throw new Refused(say.later('agenda.noNote', { reference }));
    await supplyPaper(act, slug, paper.id, await noteFile(act, reference, note));
    await act.db.update(fundAgendaEntry).set({ note: note.number }).where(eq(fundAgendaEntry.id, entry.id));
    await audit(act, { command: 'fund.owedNote', subject: reference, detail: { sitting: slug, note: note.number } });
  });
}
