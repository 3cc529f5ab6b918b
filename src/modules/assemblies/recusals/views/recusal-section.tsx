import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, Details, InsetText, Radios, Select, Table, TextArea, TextField, usePage } from '../../../../ui/index.ts';
import { ItemFormBox, type ItemPageProps } from '../../agenda/views/item-page.tsx';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { sortedVoters } from '../../voters/sorted.ts';
import { interestKinds } from '../../vocabulary.ts';
import { groundsInWords, proposedRecusals } from '../proposals.ts';

type SectionProps = Omit<ItemPageProps, 'done' | 'bodies'>;

/** Whom an item concerns, who must stay out of it, of whom that is still to be said, and the forms that say so. */
export function RecusalSection(props: SectionProps) {
  const { dossier, item, mayHold } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const out = item.recusals.filter((one) => one.liftedAt === null);
  return (
    <>
      <h2>{t('recusal.title')}</h2>
      <p>{t('recusal.hint')}</p>
      {item.interests.length > 0 && (
        <Table
          caption={t('interest.title')}
          firstCellIsHeader
          columns={[{ header: t('interest.party') }, { header: t('interest.kind') }, { header: t('interest.note') }]}
          rows={item.interests.map((one) => [nameIn(dossier, one.partyId, lang), t(`interest.${one.kind}`), one.note])}
        />
      )}
      <Proposals {...props} />
      {out.length === 0 ? (
        <p>{t('recusal.none')}</p>
      ) : (
        <Table
          caption={t('recusal.out')}
          firstCellIsHeader
          columns={[{ header: t('voters.party') }, { header: t('recusal.origin') }, { header: t('field.reason') }]}
          rows={out.map((one) => [nameIn(dossier, one.partyId, lang), t(`origin.${one.origin}`), one.reason])}
        />
      )}
      {mayHold && <Forms {...props} />}
    </>
  );
}

/** Each voter whom an interest binds: out, or in with a reason; until then nothing is put to the vote. */
function Proposals({ dossier, item, mayHold, refused }: SectionProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { slug } = dossier.sitting;
  const proposed = proposedRecusals(dossier.state, item.id, item.interests, dossier.twins);
  if (proposed.length === 0) return null;
  return (
    <InsetText>
      <p>{t('recusal.toSettle', { count: proposed.length })}</p>
      {proposed.map(({ partyId, grounds }) => (
        <>
          <p>
            <strong>{nameIn(dossier, partyId, lang)}</strong>
            {t('recusal.because', { grounds: groundsInWords(grounds, dossier.parties, lang) })}
          </p>
          {mayHold && (
            <>
              <ItemFormBox form="confirmation" refused={undefined} action={assemblyPaths.confirmedRecusals(slug, item.id)}>
                <input type="hidden" name="party" value={partyId} />
                <Button>{t('recusal.confirm')}</Button>
              </ItemFormBox>
              <Details summary={t('recusal.waive')} open={refused?.form === 'waiver' && refused.values['party'] === partyId}>
                <ItemFormBox
                  form="waiver"
                  refused={refused?.values['party'] === partyId ? refused : undefined}
                  action={assemblyPaths.waivedRecusals(slug, item.id)}
                >
                  <input type="hidden" name="party" value={partyId} />
                  <TextArea name="reason" id={`waiver-${partyId}`} label={t('field.reason')} rows={2} maxlength={1000} />
                  <Button kind="secondary">{t('recusal.waiveButton')}</Button>
                </ItemFormBox>
              </Details>
            </>
          )}
        </>
      ))}
    </InsetText>
  );
}

function Forms({ dossier, item, suggestions, refused }: SectionProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { slug } = dossier.sitting;
  const out = item.recusals.filter((one) => one.liftedAt === null);
  const others = sortedVoters(dossier, lang).filter(({ partyId }) => !out.some((one) => one.partyId === partyId));
  return (
    <>
      <Details summary={t('interest.add')} open={refused?.form === 'interest'}>
        <ItemFormBox form="interest" refused={refused} action={assemblyPaths.interests(slug, item.id)}>
          <TextField
            name="party"
            id="interest-party"
            label={t('interest.party')}
            hint={t('interest.partyHint')}
            suggestions={suggestions}
            autocomplete="off"
          />
          <Radios
            name="kind"
            label={t('interest.kind')}
            options={interestKinds.map((kind) => ({ value: kind, label: t(`interest.${kind}`) }))}
          />
          <TextField name="note" label={t('interest.note')} hint={t('interest.noteHint')} maxlength={500} optional />
          <Button kind="secondary">{t('interest.button')}</Button>
        </ItemFormBox>
      </Details>
      <Details summary={t('recusal.add')} open={refused?.form === 'recusal'}>
        <ItemFormBox form="recusal" refused={refused} action={assemblyPaths.recusals(slug, item.id)}>
          <Select
            name="party"
            id="recusal-party"
            label={t('voters.party')}
            options={[
              { value: '', text: t('field.choose') },
              ...others.map(({ partyId }) => ({ value: partyId, text: nameIn(dossier, partyId, lang) })),
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
          <ItemFormBox form="lifting" refused={refused} action={assemblyPaths.liftedRecusals(slug, item.id)}>
            <Select
              name="party"
              id="lifting-party"
              label={t('voters.party')}
              options={out.map((one) => ({ value: one.partyId, text: nameIn(dossier, one.partyId, lang) }))}
            />
            <TextArea name="reason" id="lifting-reason" label={t('field.reason')} rows={2} maxlength={1000} />
            <Button kind="secondary">{t('recusal.liftButton')}</Button>
          </ItemFormBox>
        </Details>
      )}
    </>
  );
}

function nameIn({ parties }: SectionProps['dossier'], id: string, lang: 'fr' | 'en'): string {
  return inLang(parties.get(id)?.name ?? { fr: '—' }, lang);
}
