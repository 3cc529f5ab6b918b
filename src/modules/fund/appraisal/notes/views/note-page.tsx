import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { typeAmount } from '../../../../../kernel/money.ts';
import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import { Button, Form, InsetText, Link, Table, TextArea, usePage } from '../../../../../ui/index.ts';
import { typeRate } from '../../../rates.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import { isGrant } from '../../proposal.ts';
import { Frame, type FrameProps } from '../../views/frame.tsx';
import { ProposalFields } from '../../views/proposal-fields.tsx';
import type { Note } from '../schema.ts';

export interface NotePageProps extends Pick<FrameProps, 'file' | 'now' | 'done'> {
  notes: readonly Note[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The appraisal note: its versions, and where the next one is written. */
export function NotePage({ notes, values, errors, ...frame }: NotePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { file } = frame;
  const { reference } = file.dossier;
  const last = notes.at(-1);
  return (
    <Frame {...frame} tab="note" hasErrors={errors !== undefined}>
      <p class="lede">{t('note.lede')}</p>
      {file.mustAnswerFirst && <InsetText>{t('evaluations.hidden')}</InsetText>}
      {notes.length > 0 && !file.mustAnswerFirst && (
        <Table
          caption={t('note.versions')}
          dense
          firstCellIsHeader
          columns={[
            { header: t('note.versions') },
            { header: t('note.proposal') },
            { header: t('diligence.by') },
            { header: t('note.file') },
          ]}
          rows={notes.toReversed().map((note) => [
            t('note.version', { number: note.number }),
            t(`outcome.${note.outcome}`),
            t('note.signed', { name: note.by, day: formatDate(dayOf(note.at), lang) }),
            <>
              <Link href={appraisalPaths.noteFile(reference, note.number, 'pdf')} download>
                {t('note.pdf')}
              </Link>{' '}
              <Link href={appraisalPaths.noteFile(reference, note.number, 'docx')} download>
                {t('note.docx')}
              </Link>
            </>,
          ])}
        />
      )}
      {file.mayManage && (
        <>
          <h2>{t(last ? 'note.again' : 'note.write')}</h2>
          <Form action={appraisalPaths.note(reference)} values={values ?? (last ? valuesOf(last) : {})} errors={errors}>
            <TextArea name="analysis" label={t('note.analysis')} rows={8} maxlength={20_000} />
            <TextArea name="strengths" label={t('note.strengths')} rows={4} maxlength={10_000} />
            <TextArea name="weaknesses" label={t('note.weaknesses')} rows={4} maxlength={10_000} />
            <ProposalFields version={file.versions.at(-1)!} call={file.call} />
            <Button>{t('note.button')}</Button>
          </Form>
        </>
      )}
    </Frame>
  );
}

function valuesOf(note: Note): FormValues {
  const amounts: FormValues = isGrant(note.outcome)
    ? {
        granted: typeAmount(note.grantedCents),
        commitment: typeAmount(note.commitmentCents),
        eligible: typeAmount(note.eligibleCents),
        rate: typeRate(note.rate),
      }
    : {};
  return {
    analysis: note.analysis,
    strengths: note.strengths,
    weaknesses: note.weaknesses,
    outcome: note.outcome,
    conditions: note.conditions ?? '',
    ...amounts,
  };
}
