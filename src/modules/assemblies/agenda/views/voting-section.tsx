import { Button, Checkboxes, Link, Radios, Select, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { proposedRecusals } from '../../recusals/proposals.ts';
import { voteMethods } from '../../vocabulary.ts';
import { ItemFormBox, type ItemPageProps } from './item-page.tsx';

/** The votes held on an item, and the form that opens one. */
export function VotingSection({ dossier, item, mayHold, bodies, refused }: Omit<ItemPageProps, 'done' | 'suggestions'>) {
  const t = say.in(usePage().lang);
  const { sitting, state } = dossier;
  const isPending = proposedRecusals(state, item.id, item.interests, dossier.twins).length > 0;
  const isRunning = [...state.votes.values()].some((vote) => vote.item === item.id && !vote.result && !vote.isCancelled);
  const outcomeOf = (id: string) => {
    const vote = state.votes.get(id);
    if (vote?.isCancelled) return t('vote.cancelled');
    return vote?.result ? t(`outcome.${vote.result.outcome}`) : t('vote.running');
  };
  return (
    <>
      <h2>{t('agenda.votes')}</h2>
      {item.votes.length === 0 && <p>{t('vote.none')}</p>}
      <ul>
        {item.votes.map((one) => (
          <li>
            <Link href={assemblyPaths.vote(sitting.slug, one.number)}>{t('agenda.vote', { number: one.number })}</Link>,{' '}
            {t(`method.${one.method}`)}
            {'\u00a0: '}
            {outcomeOf(one.id)}
          </li>
        ))}
      </ul>
      {mayHold && state.step === 'open' && isPending && <p>{t('recusal.first')}</p>}
      {mayHold && state.step === 'open' && !isPending && !isRunning && (
        <>
          <h3>{t('vote.open')}</h3>
          <ItemFormBox form="vote" refused={refused} action={assemblyPaths.votes(sitting.slug, item.id)}>
            <Radios
              name="method"
              label={t('vote.method')}
              options={voteMethods.map((method) => ({ value: method, label: t(`method.${method}`), hint: t(`method.${method}Hint`) }))}
            />
            {item.kind === 'election' && <ElectionFields bodies={bodies} />}
            <Button>{t('vote.openButton')}</Button>
          </ItemFormBox>
          {item.kind === 'decision' && (
            <>
              <h3>{t('decision.consensus')}</h3>
              <p>{t('decision.consensusHint')}</p>
              <ItemFormBox form="decision" refused={refused} action={assemblyPaths.itemDecisions(sitting.slug, item.id)}>
                <Checkboxes
                  name="confidential"
                  id="consensus-confidential"
                  label={t('decision.record')}
                  options={[{ value: 'yes', label: t('decision.confidential') }]}
                />
                <Button kind="secondary">{t('decision.consensusButton')}</Button>
              </ItemFormBox>
            </>
          )}
        </>
      )}
    </>
  );
}

function ElectionFields({ bodies }: Pick<ItemPageProps, 'bodies'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <Radios
        name="ballot"
        label={t('election.ballot')}
        value="names"
        options={[
          { value: 'names', label: t('election.names') },
          { value: 'lists', label: t('election.lists') },
        ]}
      />
      <TextArea name="candidates" label={t('election.candidates')} hint={t('election.candidatesHint')} rows={6} maxlength={10_000} />
      <Select
        name="body"
        label={t('election.body')}
        options={[
          { value: '', text: t('field.choose') },
          ...bodies.map((one) => ({ value: one.slug, text: inLang({ fr: one.nameFr, en: one.nameEn }, lang) })),
        ]}
      />
      <TextField name="seats" label={t('election.seats')} inputmode="numeric" width={4} value="1" />
      <TextField name="round" label={t('election.round')} inputmode="numeric" width={4} value="1" />
    </>
  );
}
