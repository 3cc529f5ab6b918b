import { collator } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  ExportLinks,
  type FieldErrors,
  type FormValues,
  InsetText,
  NotificationBanner,
  SummaryList,
  Table,
  Tag,
  usePage,
} from '../../../../ui/index.ts';
import { withQuery } from '../../../register/index.ts';
import { casterFor, type VoteState } from '../../journal/state.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import type { Ballot, Vote } from '../../schema.ts';
import type { ItemDossier, SittingDossier } from '../../sittings/queries.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import { sortedVoters } from '../../voters/sorted.ts';
import { scores, type VoteResult } from '../rules.ts';
import { choiceLabel } from './choice-words.ts';
import { VoteForms } from './vote-forms.tsx';

export interface VotePageProps {
  dossier: SittingDossier;
  item: ItemDossier;
  vote: Vote;
  ballots: readonly Ballot[];
  mayHold: boolean;
  /** The reader counts hands and reads paper ballots here. */
  mayCount: boolean;
  done?: boolean;
  refused?: { form: VoteForm; values: FormValues; errors: FieldErrors } | undefined;
}

export type VoteForm = 'call' | 'count' | 'paper' | 'close' | 'cancel' | 'seats';

/** A vote: who may take part, who has, what it says once it is closed. */
export function VotePage(props: VotePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { dossier, item, vote, done, refused } = props;
  const state = dossier.state.votes.get(vote.id)!;
  const title = t('agenda.vote', { number: vote.number });
  return (
    <SittingFrame sitting={dossier.sitting} tab={null} title={title} hasErrors={refused !== undefined} wide>
      {done && <NotificationBanner kind="success" text={t('sitting.done')} />}
      <h1>
        {title}
        {'\u00a0: '}
        {inLang({ fr: item.titleFr, en: item.titleEn }, lang)}
      </h1>
      <p>
        <VoteTag vote={state} /> {t(`method.${vote.method}`)}
        {vote.form.kind === 'election' && <> · {t('election.inRound', { round: vote.form.round, seats: vote.form.seats })}</>}
      </p>
      {state.result && <Result vote={state} result={state.result} />}
      <VoteForms {...props} state={state} />
      <Participation dossier={dossier} state={state} />
      {state.result && vote.method !== 'hands' && <Ballots {...props} />}
    </SittingFrame>
  );
}

function VoteTag({ vote }: { vote: VoteState }) {
  const t = say.in(usePage().lang);
  if (vote.isCancelled) return <Tag kind="bad">{t('vote.cancelled')}</Tag>;
  if (!vote.result) return <Tag kind="good">{t('vote.running')}</Tag>;
  const won = vote.result.outcome === 'adopted' || vote.result.outcome === 'elected';
  return <Tag kind={won ? 'good' : 'over'}>{t(`outcome.${vote.result.outcome}`)}</Tag>;
}

function Result({ vote, result }: { vote: VoteState; result: VoteResult }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const rows =
    vote.form.kind === 'election'
      ? [
          ...scores(vote.form, result.voices).map((one) => [choiceLabel(vote.form, one.key, lang), one.voices] as const),
          [choiceLabel(vote.form, 'blank', lang), result.voices['blank'] ?? 0] as const,
        ]
      : ['for', 'against', 'abstain', 'blank', 'null'].map(
          (choice) => [choiceLabel(vote.form, choice, lang), result.voices[choice] ?? 0] as const,
        );
  return (
    <>
      <h2>{t('vote.result')}</h2>
      <SummaryList
        rows={[
          ...rows.map(([name, voices]) => ({ key: name, value: t('voters.voices', { voices }) })),
          { key: t('vote.cast'), value: result.cast },
          { key: t('vote.base'), value: result.base },
          { key: t('vote.needed'), value: result.needed },
          result.casting && { key: t('vote.casting'), value: t(`ballot.${result.casting}`) },
        ]}
      />
    </>
  );
}

/** Who has voted and who may: never what, while the vote is open or where it is secret. */
function Participation({ dossier, state }: { dossier: SittingDossier; state: VoteState }) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (state.method === 'hands') return null;
  const rows = sortedVoters(dossier, lang).filter(({ exclusion }) => exclusion === null);
  const nameOf = (id: string) => inLang(dossier.parties.get(id)?.name ?? { fr: '—' }, lang);
  const saying = (party: string) => {
    if (dossier.state.recusals.get(state.item)?.has(party)) return t('vote.out');
    const mark = state.ballots.get(party);
    if (mark) return mark.by ? t('vote.votedBy', { holder: nameOf(mark.by) }) : t('vote.voted');
    return state.result || state.isCancelled || casterFor(dossier.state, party, state.item) === null ? '—' : t('vote.expected');
  };
  return (
    <Table
      caption={t('vote.participation', { voted: state.ballots.size, voters: rows.length })}
      dense
      firstCellIsHeader
      columns={[{ header: t('voters.party') }, { header: t('vote.part') }]}
      rows={rows.map(({ partyId }) => [nameOf(partyId), saying(partyId)])}
    />
  );
}

function Ballots({ dossier, vote, ballots }: VotePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const path = assemblyPaths.vote(dossier.sitting.slug, vote.number);
  const nameOf = ({ partyId }: Ballot) => (partyId ? inLang(dossier.parties.get(partyId)?.name ?? { fr: '—' }, lang) : t('vote.anonymous'));
  // Those of a secret vote stay in the order that chance gave them.
  const sorted = ballots.toSorted((one, other) => collator(lang).compare(nameOf(one), nameOf(other)));
  return (
    <>
      <Table
        caption={t('vote.ballots', { count: ballots.length })}
        dense
        columns={[{ header: t('voters.party') }, { header: t('vote.choice') }, { header: t('vote.voices'), numeric: true }]}
        rows={sorted.map((one) => [nameOf(one), choiceLabel(vote.form, one.choice, lang), { content: one.voices, numeric: true }])}
      />
      {vote.method === 'secret' && <InsetText>{t('vote.secretNote')}</InsetText>}
      <ExportLinks hrefOf={(format) => withQuery(path, { format: format === 'csvExcel' ? 'csv-excel' : format })} />
    </>
  );
}
