import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, Details, Radios, Select, Table, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { sortedVoters } from '../../views/voter-table.tsx';
import { interestKinds } from '../../vocabulary.ts';
import { proposedRecusals } from '../proposals.ts';
import { ItemFormBox, type ItemPageProps } from './item-page.tsx';

/** Who must stay out of an item, who perhaps must, and the forms that say so. */
export function RecusalSection({ dossier, item, mayHold, refused }: Omit<ItemPageProps, 'done'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, state } = dossier;
  const nameOf = (id: string) => {
    const party = dossier.parties.get(id);
    return party ? inLang(party.name, lang) : '—';
  };
  const out = item.recusals.filter((one) => one.liftedAt === null);
  const proposed = proposedRecusals(state, item.id, item.interests);
  const others = sortedVoters(dossier, lang).filter(({ partyId }) => !out.some((one) => one.partyId === partyId));
  return (
    <>
      <h2>{t('recusal.title')}</h2>
      <p>{t('recusal.hint')}</p>
      {out.length === 0 ? (
        <p>{t('recusal.none')}</p>
      ) : (
        <Table
          caption={t('recusal.title')}
          captionHidden
          firstCellIsHeader
          columns={[{ header: t('voters.party') }, { header: t('recusal.origin') }, { header: t('field.reason') }]}
          rows={out.map((one) => [nameOf(one.partyId), t(`origin.${one.origin}`), one.reason])}
        />
      )}
      {proposed.map(({ partyId, kinds }) => (
        <ItemFormBox form="recusal" refused={undefined} action={assemblyPaths.recusals(sitting.slug, item.id)}>
          <p>
            <strong>{nameOf(partyId)}</strong>
            {'\u00a0: '}
            {kinds.map((kind) => t(`interest.${kind}`)).join(', ')}
          </p>
          <input type="hidden" name="party" value={partyId} />
          <input type="hidden" name="origin" value="computed" />
          <input type="hidden" name="reason" value={kinds.map((kind) => say.in('fr')(`interest.${kind}`)).join(', ')} />
          {mayHold && <Button kind="secondary">{t('recusal.confirm')}</Button>}
        </ItemFormBox>
      ))}
      {mayHold && (
        <>
          <Details summary={t('interest.add')} open={refused?.form === 'interest'}>
            <ItemFormBox form="interest" refused={refused} action={assemblyPaths.interests(sitting.slug, item.id)}>
              <TextField name="party" id="interest-party" label={t('interest.party')} hint={t('interest.partyHint')} />
              <Radios
                name="kind"
                label={t('interest.kind')}
                options={interestKinds.map((kind) => ({ value: kind, label: t(`interest.${kind}`) }))}
              />
              <TextField name="note" label={t('interest.note')} maxlength={500} optional />
              <Button kind="secondary">{t('interest.button')}</Button>
            </ItemFormBox>
          </Details>
          <Details summary={t('recusal.add')} open={refused?.form === 'recusal'}>
            <ItemFormBox form="recusal" refused={refused} action={assemblyPaths.recusals(sitting.slug, item.id)}>
              <Select
                name="party"
                id="recusal-party"
                label={t('voters.party')}
                options={[
                  { value: '', text: t('field.choose') },
                  ...others.map(({ partyId }) => ({ value: partyId, text: nameOf(partyId) })),
                ]}
              />
              <Radios
                name="origin"
                label={t('recusal.origin')}
                options={(['declared', 'challenged'] as const).map((origin) => ({ value: origin, label: t(`origin.${origin}`) }))}
              />
              <TextArea name="reason" id="recusal-reason" label={t('field.reason')} rows={2} maxlength={1000} />
              <Button kind="secondary">{t('recusal.button')}</Button>
            </ItemFormBox>
          </Details>
          {out.length > 0 && (
            <Details summary={t('recusal.lift')} open={refused?.form === 'lifting'}>
              <ItemFormBox form="lifting" refused={refused} action={assemblyPaths.liftedRecusals(sitting.slug, item.id)}>
                <Select
                  name="party"
                  id="lifting-party"
                  label={t('voters.party')}
                  options={out.map((one) => ({ value: one.partyId, text: nameOf(one.partyId) }))}
                />
                <TextArea name="reason" id="lifting-reason" label={t('field.reason')} rows={2} maxlength={1000} />
                <Button kind="secondary">{t('recusal.liftButton')}</Button>
              </ItemFormBox>
            </Details>
          )}
        </>
      )}
    </>
  );
}
