import { Button, Checkboxes, Link, Radios, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { voteMethods } from '../../vocabulary.ts';
import { ItemFormBox, type ItemPageProps } from './item-page.tsx';

/** The votes held on an item, and the form that opens one. */
export function VotingSection({ dossier, item, mayHold, refused }: Omit<ItemPageProps, 'done' | 'suggestions'>) {
  const t = say.in(usePage().lang);
  const { sitting, state } = dossier;
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
      {mayHold && state.step === 'open' && (
        <>
          <h3>{t('vote.open')}</h3>
          <ItemFormBox form="vote" refused={refused} action={assemblyPaths.votes(sitting.slug, item.id)}>
            <Radios
              name="method"
              label={t('vote.method')}
              options={voteMethods.map((method) => ({ value: method, label: t(`method.${method}`), hint: t(`method.${method}Hint`) }))}
            />
            {item.kind === 'election' && <ElectionFields />}
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

function ElectionFields() {
  const t = say.in(usePage().lang);
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
      <TextField name="body" label={t('election.body')} hint={t('election.bodyHint')} width={20} />
      <TextField name="seats" label={t('election.seats')} inputmode="numeric" width={4} value="1" />
      <TextField name="round" label={t('election.round')} inputmode="numeric" width={4} value="1" />
    </>
  );
}
