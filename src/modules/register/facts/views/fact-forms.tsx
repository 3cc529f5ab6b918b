import type { FormResult } from '../../../../kernel/http/forms.ts';
import {
  type Breadcrumb,
  Button,
  ButtonGroup,
  Confirm,
  DayField,
  Form,
  InsetText,
  Link,
  SummaryList,
  usePage,
} from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import type { PartyRef } from '../../parties/directory.ts';
import { FormPage } from '../../views/form-page.tsx';
import { aboutInWords, columnInWords, columnLabel, saysInWords } from '../in-words.ts';
import type { HeldFact } from '../read.ts';
import type { Refs, SourceRow } from '../refs.ts';
import { CertaintyFields, ReasonField, SourceFields, Tick, WhenFields } from './common-fields.tsx';
import { KindFields } from './kind-fields.tsx';

/** What was typed and refused, or what the form starts with. */
export type Refusal = Pick<Extract<FormResult<never>, { ok: false }>, 'values' | 'errors'>;

interface FactFormPageProps {
  kind: string;
  /** Whose page the form comes from and goes back to. */
  subject: { text: string; href: string };
  refusal: Refusal;
  sources: readonly SourceRow[];
}

/** The form that records a fact of one kind. */
export function RecordFactPage({ kind, subject, refusal, sources, holders }: FactFormPageProps & { holders: readonly PartyRef[] }) {
  const t = say.in(usePage().lang);
  return (
    <FormPage title={t(`record.${kind}` as 'record.status')} about={subject.text} trail={trailOf(subject)} hasErrors={hasErrors(refusal)}>
      <Form {...refusal} confirmLeave>
        <KindFields kind={kind} isNew holders={holders} />
        {kind !== 'voting_day' && <WhenFields occurrence={kind === 'occurrence'} />}
        {(kind === 'status' || kind === 'occurrence') && (
          <Tick name="endPrevious" label={t(`form.endPrevious.${kind}`)} hint={t('form.endPreviousHint')} />
        )}
        <SourceFields sources={sources} />
        <CertaintyFields />
        <Tick name="beside" label={t('form.beside')} hint={t('form.besideHint')} />
        <ReasonField optional />
        <Buttons button={t('form.record')} cancelHref={subject.href} />
      </Form>
    </FormPage>
  );
}

export interface ChangeFactPageProps extends FactFormPageProps {
  fact: HeldFact;
  refs: Refs;
  /** Claims on the same subject, at the same time. */
  others: readonly HeldFact[];
}

/** The form that corrects a fact. */
export function CorrectFactPage({ kind, subject, fact, refs, refusal, sources }: ChangeFactPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <FormPage title={t('change.correction')} about={aboutInWords(fact, refs, lang)} trail={trailOf(subject)} hasErrors={hasErrors(refusal)}>
      <InsetText>{t('change.correctionWhat')}</InsetText>
      <Form {...refusal} confirmLeave>
        <OpenedOn fact={fact} refusal={refusal} />
        <KindFields kind={kind} isNew={false} holders={[]} />
        {kind !== 'voting_day' && <WhenFields occurrence={kind === 'occurrence'} />}
        <SourceFields sources={sources} kept={refs.sources.get(fact.sourceId)} />
        <CertaintyFields />
        <ReasonField />
        <Buttons button={t('form.correct')} cancelHref={subject.href} />
      </Form>
    </FormPage>
  );
}

/** The form that ends a fact. */
export function EndFactPage({ subject, fact, refs, refusal, sources }: ChangeFactPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <FormPage title={t('change.fin')} about={aboutInWords(fact, refs, lang)} trail={trailOf(subject)} hasErrors={hasErrors(refusal)}>
      <FactSummary fact={fact} refs={refs} />
      <Form {...refusal} confirmLeave>
        <OpenedOn fact={fact} refusal={refusal} />
        <DayField name="to" label={t('form.to')} hint={t('form.toHint')} />
        <SourceFields sources={sources} kept={refs.sources.get(fact.sourceId)} />
        <ReasonField optional />
        <Buttons button={t('form.end')} cancelHref={subject.href} />
      </Form>
    </FormPage>
  );
}

/** Asks once more before a fact is retracted. */
export function RetractFactPage({ subject, fact, refs, refusal }: ChangeFactPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <FormPage title={t('change.retrait')} about={aboutInWords(fact, refs, lang)} trail={trailOf(subject)} hasErrors={hasErrors(refusal)}>
      <FactSummary fact={fact} refs={refs} />
      <Confirm {...refusal} button={t('form.retract')} warning cancelHref={subject.href}>
        <OpenedOn fact={fact} refusal={refusal} />
        <p>{t('change.retraitWhat')}</p>
        <ReasonField />
      </Confirm>
    </FormPage>
  );
}

/** Retains one claim, beside those that it contradicts. */
export function RetainFactPage({ subject, fact, refs, refusal, others }: ChangeFactPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <FormPage title={t('change.choix')} about={aboutInWords(fact, refs, lang)} trail={trailOf(subject)} hasErrors={hasErrors(refusal)}>
      <h2>{t('change.choixThis')}</h2>
      <FactSummary fact={fact} refs={refs} />
      {others.length > 0 && <h2>{t('change.choixOthers')}</h2>}
      {others.map((other) => (
        <FactSummary fact={other} refs={refs} />
      ))}
      <Confirm {...refusal} button={t('form.retain')} cancelHref={subject.href}>
        <OpenedOn fact={fact} refusal={refusal} />
        <p>{t('change.choixWhat')}</p>
        <ReasonField />
      </Confirm>
    </FormPage>
  );
}

/** The row that the form was first opened on: shown again after a refusal, it is still what the person had read. */
function OpenedOn({ fact, refusal }: { fact: HeldFact; refusal: Refusal }) {
  return <input type="hidden" name="rowId" value={String(refusal.values['rowId'] ?? fact.row['id'])} />;
}

function FactSummary({ fact, refs }: { fact: HeldFact; refs: Refs }) {
  const { lang } = usePage();
  const rows = ['valid', 'certainty', 'source_id', 'note'].filter((column) => fact.row[column] !== null);
  return (
    <SummaryList
      rows={[
        { key: say.in(lang)('change.says'), value: saysInWords(fact, refs, lang) },
        ...rows.map((column) => ({ key: columnLabel(column, lang), value: columnInWords(column, fact.row, refs, lang) })),
      ]}
    />
  );
}

function Buttons({ button, cancelHref }: { button: string; cancelHref: string }) {
  const t = say.in(usePage().lang);
  return (
    <ButtonGroup>
      <Button>{button}</Button>
      <Link href={cancelHref}>{t('form.cancel')}</Link>
    </ButtonGroup>
  );
}

function trailOf(subject: { text: string; href: string }): Breadcrumb[] {
  return [{ text: subject.text, href: subject.href }];
}

function hasErrors({ errors }: Refusal): boolean {
  return Object.keys(errors).length > 0;
}
