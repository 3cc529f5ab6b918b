import { inLang } from '../../../../kernel/i18n/lang.ts';
import type { EndingThing } from '../../../../kernel/module.ts';
import { Button, ButtonGroup, DayField, Form, Link, Radios, SummaryList, TextArea, usePage } from '../../../../ui/index.ts';
import type { HeldFact } from '../../facts/read.ts';
import type { SourceRow } from '../../facts/refs.ts';
import { ReasonField, SourceFields } from '../../facts/views/common-fields.tsx';
import type { Refusal } from '../../facts/views/fact-forms.tsx';
import { say as sayRegister } from '../../messages.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { FormPage } from '../../views/form-page.tsx';
import { certainties, endCauses } from '../../vocabulary.ts';
import { doubtInWords, termInWords, titleOf } from '../in-words.ts';
import { say } from '../messages.ts';
import type { Mandate } from '../queries.ts';
import { EndingList } from './ending-list.tsx';

export interface EndMandatePageProps {
  mandate: Mandate;
  party: PartyRef;
  fact: HeldFact;
  source: SourceRow | undefined;
  /** What will no longer be theirs. */
  ending: EndingThing[];
  refusal: Refusal;
  sources: readonly SourceRow[];
}

/** Ends a mandate: when, why, according to whom; and says beforehand what ends with it. */
export function EndMandatePage({ mandate, party, fact, source, ending, refusal, sources }: EndMandatePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  const name = inLang(party.name, lang);
  const href = registerPaths.party(party.slug);
  return (
    <FormPage title={t('end.title')} about={name} trail={[{ text: name, href }]} hasErrors={Object.keys(refusal.errors).length > 0}>
      <SummaryList
        rows={[
          { key: titleOf(mandate, lang), value: mandate.person.name },
          { key: t('field.term'), value: termInWords(mandate, lang) },
          mandate.doubt && { key: t('field.doubt'), value: doubtInWords(mandate, lang) },
        ]}
      />
      <h2>{t('end.ends')}</h2>
      <EndingList ending={ending} />
      <h2>{t('end.how')}</h2>
      <Form {...refusal} confirmLeave>
        <input type="hidden" name="rowId" value={String(refusal.values['rowId'] ?? fact.row['id'])} />
        <DayField name="to" label={t('field.to')} hint={t('field.toHint')} />
        <Radios name="cause" label={r('column.end_cause')} options={endCauses.map((value) => ({ value, label: r(`endCause.${value}`) }))} />
        <Radios
          name="certainty"
          label={t('field.certainty')}
          hint={t('field.certaintyHint')}
          value={mandate.certainty === 'disputed' ? 'confirmed' : mandate.certainty}
          inline
          options={certainties.map((value) => ({ value, label: r(`certainty.${value}`) }))}
        />
        <SourceFields sources={sources} kept={source} />
        <TextArea name="note" label={r('form.note')} hint={r('form.noteHint')} rows={2} optional />
        <ReasonField optional />
        <ButtonGroup>
          <Button>{t('end.button')}</Button>
          <Link href={href}>{r('form.cancel')}</Link>
        </ButtonGroup>
      </Form>
    </FormPage>
  );
}
