import type { ComponentChildren } from 'preact';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, Checkboxes, DayField, Details, Form, InsetText, Radios, Select, TextArea, usePage } from '../../../../ui/index.ts';
import { casterFor, type VoteState } from '../../journal/state.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { sortedVoters } from '../../voters/sorted.ts';
import { BallotInputs, CountInputs } from './ballot-inputs.tsx';
import type { VoteForm, VotePageProps } from './vote-page.tsx';

/** What may be done about a vote now, by whom. */
export function VoteForms(props: VotePageProps & { state: VoteState }) {
  const { state, mayHold, mayCount, vote } = props;
  const t = say.in(usePage().lang);
  if (state.isCancelled) return null;
  if (state.result)
    return mayHold && state.result.outcome === 'elected' && !state.isSeated ? (
      <Box {...props} form="seats" step="sieges" title={t('election.seat')}>
        <DayField name="from" label={t('election.seatFrom')} />
        <Button>{t('election.seatButton')}</Button>
      </Box>
    ) : null;
  return (
    <>
      {mayCount && vote.method === 'hands' && (
        <Box {...props} form="count" step="comptage" title={t('vote.count')}>
          <p>{t('vote.countHint')}</p>
          <CountInputs form={vote.form} />
          <Button>{t('vote.countButton')}</Button>
        </Box>
      )}
      {vote.method === 'hands' && <p>{t('vote.counted', { count: state.counts.size })}</p>}
      {mayCount && vote.method === 'paper' && (
        <Box {...props} form="paper" step="lecture" title={t('vote.paper')}>
          <p>{t('vote.paperHint')}</p>
          <OneVoter {...props} onPaper />
        </Box>
      )}
      {vote.method === 'paper' && <Unsure {...props} />}
      {mayCount && vote.method === 'named' && (
        <Box {...props} form="call" step="bulletins" title={t('vote.call')}>
          <OneVoter {...props} />
        </Box>
      )}
      {(vote.method === 'hands' || vote.method === 'paper') && props.dossier.tellers.length < 2 && (
        <InsetText>{t('vote.needsTellers')}</InsetText>
      )}
      {mayHold && (
        <>
          <Box {...props} form="close" step="cloture" title={t('vote.close')}>
            {state.form.kind === 'resolution' && props.dossier.state.settings.tie === 'chair' && (
              <Radios
                name="casting"
                label={t('vote.castingAsk')}
                value=""
                options={[
                  { value: '', label: t('vote.castingNone') },
                  { value: 'for', label: t('ballot.for') },
                  { value: 'against', label: t('ballot.against') },
                ]}
              />
            )}
            <Checkboxes name="confidential" label={t('decision.record')} options={[{ value: 'yes', label: t('decision.confidential') }]} />
            <p>{t('vote.closeHint')}</p>
            <Button kind="warning">{t('vote.closeButton')}</Button>
          </Box>
          <Details summary={t('vote.cancel')} open={props.refused?.form === 'cancel'}>
            <Box {...props} form="cancel" step="annulation">
              <TextArea name="reason" label={t('field.reason')} rows={2} maxlength={1000} />
              <Button kind="warning">{t('vote.cancelButton')}</Button>
            </Box>
          </Details>
        </>
      )}
    </>
  );
}

function Box({
  dossier,
  vote,
  refused,
  form,
  step,
  title,
  children,
}: Pick<VotePageProps, 'dossier' | 'vote' | 'refused'> & {
  form: VoteForm;
  step: Parameters<typeof assemblyPaths.voteStep>[2];
  title?: string;
  children: ComponentChildren;
}) {
  const mine = refused?.form === form ? refused : undefined;
  return (
    <>
      {title && <h2>{title}</h2>}
      <Form action={assemblyPaths.voteStep(dossier.sitting.slug, vote.number, step)} values={mine?.values} errors={mine?.errors}>
        {children}
      </Form>
    </>
  );
}

/** One voter's ballot, said aloud or read on paper. */
function OneVoter({ dossier, vote, state, onPaper = false }: VotePageProps & { state: VoteState; onPaper?: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const able = sortedVoters(dossier, lang).filter(
    ({ partyId }) => casterFor(dossier.state, partyId, state.item) !== null && (onPaper || !state.ballots.has(partyId)),
  );
  // The form of a delegation with several voices asks for as many; those of the others for one choice.
  const most = Math.max(1, ...able.map((one) => one.voices));
  return (
    <>
      <Select
        name="party"
        label={t('voters.party')}
        options={[
          { value: '', text: t('field.choose') },
          ...able.map(({ partyId }) => ({ value: partyId, text: inLang(dossier.parties.get(partyId)!.name, lang) })),
        ]}
      />
      <BallotInputs form={vote.form} voices={most} legend={t('vote.choice')} onPaper={onPaper} />
      <Button>{t(onPaper ? 'vote.paperButton' : 'vote.callButton')}</Button>
    </>
  );
}

/** Paper ballots that two people have not read the same yet. */
function Unsure({ dossier, state }: VotePageProps & { state: VoteState }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const unsure = [...state.keyed.keys()].filter((party) => !state.ballots.has(party));
  return (
    <p>
      {unsure.length === 0
        ? t('vote.allRead', { count: state.ballots.size })
        : t('vote.unsure', { names: unsure.map((id) => inLang(dossier.parties.get(id)?.name ?? { fr: '—' }, lang)).join(', ') })}
    </p>
  );
}
