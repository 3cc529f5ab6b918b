import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import { Button, ButtonGroup, Form, Link, Table, TextField, usePage, WarningText } from '../../../../../ui/index.ts';
import { registerPaths } from '../../../paths.ts';
import { say } from '../../messages.ts';
import { importPaths } from '../paths.ts';
import type { Run } from '../queries.ts';
import type { Obstacle } from '../undo.ts';
import { ImportPage } from './import-page.tsx';

export interface UndoPageProps {
  run: Run;
  obstacles: readonly Obstacle[];
  values: FormValues;
  errors: FieldErrors;
}

/** Asks once more before an import is undone, or says what stands in the way. */
export function UndoPage({ run, obstacles, values, errors }: UndoPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <ImportPage run={run} title={t('page.undo')} hasErrors={Object.keys(errors).length > 0}>
      {obstacles.length > 0 ? (
        <>
          <WarningText>{t('undo.touched', { count: obstacles.length })}</WarningText>
          <Table
            caption={t('undo.caption', { count: obstacles.length })}
            columns={[{ header: t('undo.fact') }, { header: t('about.revision'), numeric: true }]}
            rows={obstacles.map(({ kind, factId, revision }) => [
              <Link href={registerPaths.history(kind, factId)}>{t(`fact.${kind}` as 'fact.status')}</Link>,
              { content: <Link href={registerPaths.revision(revision)}>{formatNumber(revision, lang)}</Link>, numeric: true },
            ])}
          />
          <p>
            <Link href={registerPaths.import(run.id)}>{t('undo.back')}</Link>
          </p>
        </>
      ) : (
        <Form action={importPaths.undoing(run.id)} values={values} errors={errors}>
          <p class="lede">{t('undo.lede', { ...run.counts!, revision: run.revision })}</p>
          <TextField name="reason" label={t('apply.reason')} hint={t('undo.reasonHint')} />
          <ButtonGroup>
            <Button kind="warning">{t('applied.undo')}</Button>
            <Link href={registerPaths.import(run.id)}>{t('undo.back')}</Link>
          </ButtonGroup>
        </Form>
      )}
    </ImportPage>
  );
}
