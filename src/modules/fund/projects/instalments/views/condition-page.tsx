import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import {
  Button,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  InsetText,
  Link,
  TextArea,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { conditionInWords, type PartyNames } from '../../agreements/words.ts';
import { say } from '../../messages.ts';
import { projectPaths } from '../../paths.ts';
import type { ProjectCase } from '../../queries.ts';
import { ProjectLayout } from '../../views/project-layout.tsx';
import type { ConditionCase } from '../queries.ts';
import { termsOf } from '../rules.ts';
import { lackInWords } from '../words.ts';

export interface ConditionPageProps {
  found: ProjectCase;
  one: ConditionCase;
  number: number;
  names: PartyNames;
  mayManage: boolean;
  mayWaive: boolean;
  refused?: { form: 'waiver' | 'proof'; values: FormValues; errors: FieldErrors } | undefined;
}

/** One condition: whether it is met, the files that show it, who waived it and why. */
export function ConditionPage({ found, one, number, names, mayManage, mayWaive, refused }: ConditionPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { condition, lack, proofs, waiver } = one;
  const ref = found.project.reference;
  const errorsOf = (form: 'waiver' | 'proof') => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  return (
    <ProjectLayout
      found={found}
      title={t('condition.title', { number, condition: conditionInWords(termsOf(condition), lang, names) })}
      hasErrors={refused !== undefined}
    >
      <InsetText>
        {lack === null ? t('condition.isMet') : t('condition.lacks', { lack: lackInWords(lack, found.project.currency, lang) })}
      </InsetText>
      {proofs.length > 0 && (
        <>
          <h2>{t('proofs.title')}</h2>
          <ul class="govuk-list">
            {proofs.map((proof) => (
              <li>
                <Link href={projectPaths.proof(ref, condition.id, proof.id)}>{proof.note}</Link>, {formatInstant(proof.at, lang)},{' '}
                {proof.by}
              </li>
            ))}
          </ul>
        </>
      )}
      {mayManage && (condition.kind === 'co_funding' || condition.kind === 'no_objection') && (
        <>
          <h2>{t('proof.bring')}</h2>
          <Form files action={projectPaths.proofs(ref, condition.id)} {...errorsOf('proof')}>
            <TextField name="note" label={t('proof.note')} />
            <FileUpload name="file" label={t('proof.file')} accept=".pdf,image/jpeg,image/png" />
            <Button>{t('proof.send')}</Button>
          </Form>
        </>
      )}
      {waiver ? (
        <p>{t('condition.waivedAt', { by: waiver.by, at: formatInstant(waiver.at, lang), reason: waiver.reason })}</p>
      ) : (
        mayWaive &&
        lack !== null && (
          <>
            <h2>{t('waiver.title')}</h2>
            <p>{t('waiver.text')}</p>
            <Form {...errorsOf('waiver')}>
              <TextArea name="reason" label={t('field.reason')} rows={3} maxlength={1000} />
              <Button kind="warning">{t('waiver.button')}</Button>
            </Form>
          </>
        )
      )}
    </ProjectLayout>
  );
}
