import { eq } from 'drizzle-orm';
import { Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { asKnownNow, findPartiesById, findTwins, type PartyRef } from '../../register/index.ts';
import type { Scene } from '../journal/scene.ts';
import { isRecused, type SittingState } from '../journal/state.ts';
import { say } from '../messages.ts';
import { itemInterest } from '../schema.ts';
import type { InterestKind } from '../vocabulary.ts';

export interface Interest {
  partyId: string;
  kind: InterestKind;
  note: string;
}

/** Why a voter should perhaps stay out: their own interest, or that of an applicant they are twinned with (`twinOf`). */
export interface Ground extends Pick<Interest, 'kind' | 'note'> {
  twinOf: string | null;
}

/** A voter whom interests bind to an item, and of whom nobody has said yet whether they stay out of it. */
export interface ProposedRecusal {
  partyId: string;
  grounds: Ground[];
}

/**
 * The recusals that the interests of an item call for.
 * @param twins of each applicant, by the links of the register
 */
export function proposedRecusals(
  state: SittingState,
  itemId: string,
  interests: readonly Interest[],
  twins: ReadonlyMap<string, readonly string[]>,
): ProposedRecusal[] {
  const grounds = interests.flatMap(({ partyId, kind, note }) => [
    { partyId, kind, note, twinOf: null },
    ...(kind === 'applicant' ? (twins.get(partyId) ?? []) : []).map((twin) => ({
      partyId: twin,
      kind: 'twin' as const,
      note: '',
      twinOf: partyId,
    })),
  ]);
  const isOpen = (party: string) =>
    state.voters.has(party) && !isRecused(state, itemId, party) && !(state.waived.get(itemId)?.has(party) ?? false);
  const bound = Map.groupBy(
    grounds.filter(({ partyId }) => isOpen(partyId)),
    (one) => one.partyId,
  );
  return [...bound].map(([partyId, all]) => ({ partyId, grounds: all.map(({ kind, note, twinOf }) => ({ kind, note, twinOf })) }));
}

/** Why, in a sentence: « ville candidate ou bénéficiaire (porteuse du projet) ; jumelée avec Altamont, d’après le registre ». */
export function groundsInWords(grounds: readonly Ground[], parties: ReadonlyMap<string, PartyRef>, lang: Lang): string {
  const t = say.in(lang);
  return grounds
    .map(({ kind, note, twinOf }) => {
      if (twinOf !== null) return t('interest.twinOf', { party: inLang(parties.get(twinOf)?.name ?? { fr: '—' }, lang) });
      return note === '' ? t(`interest.${kind}`) : t('interest.noted', { kind: t(`interest.${kind}`), note });
    })
    .join(lang === 'fr' ? '\u00a0; ' : '; ');
}

/** What an item's interests call for now, with the names of those concerned. */
export async function listProposals(
  { act, sitting, state }: Scene,
  itemId: string,
): Promise<{ proposals: ProposedRecusal[]; parties: Map<string, PartyRef> }> {
  const interests = await act.db.select().from(itemInterest).where(eq(itemInterest.itemId, itemId));
  const at = await asKnownNow(act, dayOf(sitting.startsAt));
  const twins = await findTwins(act.db, at, applicantsOf(interests));
  const proposals = proposedRecusals(state, itemId, interests, twins);
  const concerned = [...proposals.map(({ partyId }) => partyId), ...interests.map(({ partyId }) => partyId)];
  return { proposals, parties: await findPartiesById(act.db, [...new Set(concerned)], at) };
}

export function applicantsOf(interests: readonly Interest[]): string[] {
  return [...new Set(interests.filter(({ kind }) => kind === 'applicant').map(({ partyId }) => partyId))];
}

/** Nothing is put to the vote, nor decided, while someone whom it concerns is neither out nor said to be in. @throws Refused */
export async function requireRecusalsSettled(scene: Scene, itemId: string): Promise<void> {
  const { proposals, parties } = await listProposals(scene, itemId);
  if (proposals.length === 0) return;
  const names = (lang: Lang) => proposals.map(({ partyId }) => inLang(parties.get(partyId)!.name, lang)).join(', ');
  throw new Refused((lang) => say.in(lang)('recusal.pending', { names: names(lang) }));
}
