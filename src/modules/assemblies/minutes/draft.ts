import { formatDate, formatInstant, dayOf } from '../../../kernel/i18n/format.ts';
import { rankedTitle } from '../agenda/queries.ts';
import type { Decision } from '../decisions/queries.ts';
import { casterFor, isEntitled, quorumOf, type VoteState } from '../journal/state.ts';
import { say } from '../messages.ts';
import type { ItemDossier, SittingDossier } from '../sittings/queries.ts';
import { sortedVoters } from '../voters/sorted.ts';

const t = say.in('fr');

/**
 * The minutes as what happened writes them, to be completed by hand: who was there, what was put to the vote, what was decided.
 * Nothing says how anyone voted in secret. Lines that begin with `#` are headings, with `-` lists.
 */
export function draftMinutes(dossier: SittingDossier, decisions: readonly Decision[], closedAt: Temporal.Instant): string {
  const { sitting, body, items } = dossier;
  return [
    t('draft.opening', {
      body: body.nameFr,
      day: formatDate(dayOf(sitting.startsAt), 'fr'),
      place: sitting.place ?? t(`mode.${sitting.mode}`),
    }),
    t('draft.closed', { at: formatInstant(closedAt, 'fr') }),
    '',
    `## ${t('draft.attendance')}`,
    ...attendance(dossier),
    ...items
      .filter(({ withdrawnAt }) => withdrawnAt === null)
      .flatMap((item) => ['', `## ${rankedTitle(item, 'fr')}`, ...itemLines(dossier, item, decisions)]),
    ...listOf(
      t('draft.withdrawn'),
      items
        .filter(({ withdrawnAt }) => withdrawnAt !== null)
        .map((item) => t('draft.withdrawnItem', { title: item.titleFr, reason: item.withdrawnReason ?? '' })),
    ),
  ].join('\n');
}

/** What a vote said, in a sentence. */
export function resultInWords(vote: VoteState): string {
  const { result, method, form } = vote;
  if (vote.isCancelled || !result) return t('draft.cancelledVote');
  const said = (choice: string) => result.voices[choice] ?? 0;
  const counts =
    form.kind === 'resolution'
      ? t('draft.counts', { for: said('for'), against: said('against'), abstain: said('abstain'), blank: said('blank') + said('null') })
      : Object.entries(result.voices)
          .map(([choice, voices]) => `${choiceInWords(vote, choice)} ${voices}`)
          .join(', ');
  return t('draft.result', {
    method: t(`method.${method}`),
    counts,
    base: result.base,
    needed: result.needed,
    outcome: t(`outcome.${result.outcome}`),
  });
}

/** What a choice says: « pour », the name of who stands, several names. */
export function choiceInWords({ form }: Pick<VoteState, 'form'>, choice: string, translate = t): string {
  if (form.kind === 'resolution' || choice === 'blank' || choice === 'null')
    return say.has(`choice.${choice}`) ? translate(`choice.${choice}` as 'choice.for') : choice;
  return choice
    .split('+')
    .map((key) => form.candidates.find((one) => one.key === key)?.label ?? key)
    .join(', ');
}

function attendance(dossier: SittingDossier): string[] {
  const { state } = dossier;
  const voters = sortedVoters(dossier, 'fr')
    .map(({ partyId }) => partyId)
    .filter((party) => isEntitled(state, party));
  const there = voters.filter((party) => casterFor(state, party, null) === party);
  const represented = voters.filter((party) => ![null, party].includes(casterFor(state, party, null)));
  const away = voters.filter((party) => casterFor(state, party, null) === null);
  const quorum = quorumOf(state);
  return [
    t('draft.quorum', { present: quorum.present, represented: quorum.represented, entitled: quorum.entitled, needed: quorum.needed }),
    ...listOf(
      t('draft.present'),
      there.map((party) => nameOf(dossier, party)),
    ),
    ...listOf(
      t('draft.represented'),
      represented.map((party) => t('draft.by', { party: nameOf(dossier, party), holder: nameOf(dossier, casterFor(state, party, null)!) })),
    ),
    ...listOf(
      t('draft.away'),
      away.map((party) => nameOf(dossier, party)),
    ),
  ];
}

function itemLines(dossier: SittingDossier, item: ItemDossier, decisions: readonly Decision[]): string[] {
  const { state } = dossier;
  const out = [...(state.recusals.get(item.id) ?? [])].map(([party, { reason }]) =>
    t('draft.recused', { party: nameOf(dossier, party), reason }),
  );
  const votes = item.votes.flatMap(({ id, number }) => {
    const vote = state.votes.get(id);
    return vote ? [t('draft.vote', { number, result: resultInWords(vote) }), ...namedLines(dossier, vote)] : [];
  });
  const taken = decisions.filter((one) => one.itemId === item.id);
  return [
    ...(item.proposalFr ? [item.proposalFr] : []),
    ...out.map((line) => `- ${line}`),
    ...votes,
    ...taken.map((one) => t('draft.decision', { code: one.code, text: one.text.fr })),
  ];
}

/** Who said what, where a vote was by name. */
function namedLines(dossier: SittingDossier, vote: VoteState): string[] {
  if (vote.method !== 'named' && vote.method !== 'paper') return [];
  return sortedVoters(dossier, 'fr').flatMap(({ partyId: party }) => {
    const ballot = vote.ballots.get(party);
    if (!ballot) return [];
    const words = Object.entries(ballot.says ?? {}).map(
      ([choice, voices]) => `${choiceInWords(vote, choice)}${voices > 1 ? ` (${voices})` : ''}`,
    );
    return t('draft.named', { party: nameOf(dossier, party), says: words.join(', ') });
  });
}

function nameOf({ parties, persons, state }: SittingDossier, party: string): string {
  const personId = state.voters.get(party)?.personId;
  const person = personId ? persons.get(personId)?.name : undefined;
  const name = parties.get(party)?.name.fr ?? '—';
  return person ? `${name} (${person})` : name;
}

function listOf(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines.map((line) => `- ${line}`)] : [];
}
