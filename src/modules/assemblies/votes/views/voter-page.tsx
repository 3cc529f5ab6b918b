import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  Details,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  NotificationBanner,
  Page,
  usePage,
} from '../../../../ui/index.ts';
import { Proposal } from '../../agenda/views/proposal.tsx';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { isUnderWay } from '../../sittings/rules.ts';
import type { VoterBallot, VoterPage as Found } from '../queries.ts';
import { BallotInputs } from './ballot-inputs.tsx';

export interface VoterPageProps {
  token: string;
  found: Found;
  /** The ballot that was refused, with what was typed. */
  refused?: { vote: string; party: string | null; values: FormValues; errors: FieldErrors } | undefined;
  /** What was just done. */
  done?: 'vote' | 'presence' | undefined;
}

/** Where a voter votes: one question, its choices, one button. */
export function VoterPage({ token, found, refused, done }: VoterPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, party, ballots } = found;
  const open = ballots.filter(({ refusal, receipt, vote }) => refusal === null && receipt === null && vote.result === null);
  const past = ballots.filter((one) => !open.includes(one) && (one.receipt !== null || one.vote.result !== null));
  const title = inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang);
  // The form that was sent is no longer on the page: its vote was closed meanwhile, a proxy taken back.
  const isShown = open.some(({ vote, party: one }) => vote.id === refused?.vote && one.id === (refused.party ?? party.id));
  const unplaced = isShown ? undefined : refused?.errors[''];
  return (
    <Page title={title} noIndex hasErrors={refused !== undefined}>
      {unplaced && <NotificationBanner text={unplaced} />}
      {done && <NotificationBanner kind="success" text={t(`voter.done.${done}`)} />}
      <p class="eyebrow">{t('voter.for', { party: inLang(party.name, lang) })}</p>
      <h1>{title}</h1>
      {found.isOver ? (
        <InsetText>{t('voter.linkOver')}</InsetText>
      ) : (
        <>
          <Presence token={token} found={found} />
          {open.map((one) => (
            <BallotForm token={token} one={one} own={party.id} refused={refused} />
          ))}
          {open.length === 0 && <Waiting token={token} found={found} />}
        </>
      )}
      {past.length > 0 && <Past ballots={past} own={party.id} />}
    </Page>
  );
}

function Presence({ token, found }: { token: string; found: Found }) {
  const t = say.in(usePage().lang);
  if (!found.isEntitled) return <InsetText>{t('refusal.ballot_excluded')}</InsetText>;
  if (found.isPresent || found.state.mode !== 'video' || !isUnderWay(found.state.step)) return null;
  return (
    <Form action={assemblyPaths.voterPresence(token)}>
      <p>{t('voter.presenceHint')}</p>
      <Button>{t('voter.presence')}</Button>
    </Form>
  );
}

function BallotForm({ token, one, own, refused }: { token: string; one: VoterBallot; own: string; refused: VoterPageProps['refused'] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { item, party, vote, voices } = one;
  const mine = refused?.vote === vote.id && (refused.party ?? own) === party.id ? refused : undefined;
  const question = inLang({ fr: item.titleFr, en: item.titleEn }, lang);
  return (
    <section>
      <h2>{question}</h2>
      {party.id !== own && <p class="lede">{t('voter.proxyOf', { party: inLang(party.name, lang) })}</p>}
      {item.proposalFr !== '' && (
        <Details summary={t('voter.proposal')}>
          <Proposal item={item} />
        </Details>
      )}
      <p>{t(vote.method === 'secret' ? 'voter.secret' : 'voter.named')}</p>
      <Form action={assemblyPaths.voterBallot(token, vote.id)} values={mine?.values} errors={mine?.errors}>
        <input type="hidden" name="party" value={party.id} />
        <BallotInputs form={vote.form} voices={voices} legend={t('voter.choose')} />
        <Button>{t('voter.cast')}</Button>
      </Form>
    </section>
  );
}

/** Nothing to vote on now: why, and what to do. */
function Waiting({ token, found }: { token: string; found: Found }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const stopped = found.ballots.find(({ refusal, receipt }) => refusal !== null && refusal !== 'vote_closed' && receipt === null);
  return (
    <EmptyState title={t('voter.nothing')}>
      <p>
        {stopped?.refusal
          ? t(`refusal.${stopped.refusal}`)
          : t(`voter.wait.${found.state.step === 'open' ? 'open' : 'before'}`, { at: formatInstant(found.sitting.startsAt, lang) })}
      </p>
      <Button kind="secondary" href={assemblyPaths.voter(token)}>
        {t('voter.again')}
      </Button>
    </EmptyState>
  );
}

function Past({ ballots, own }: { ballots: readonly VoterBallot[]; own: string }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('voter.past')}</h2>
      <ul>
        {ballots.map(({ item, party, receipt, vote }) => (
          <li>
            <strong>{inLang({ fr: item.titleFr, en: item.titleEn }, lang)}</strong>
            {party.id !== own && <> ({inLang(party.name, lang)})</>}
            {'\u00a0: '}
            {receipt ? t('voter.receipt', { receipt }) : t('voter.notCast')}
            {vote.result && <> {t(`voter.outcome.${vote.result.outcome}`)}</>}
          </li>
        ))}
      </ul>
    </>
  );
}
