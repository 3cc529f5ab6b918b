import { Button, ButtonGroup, Checkboxes, Form, InsetText, Link, TextField, usePage, WarningText } from '../../../../../ui/index.ts';
import type { FieldErrors, FormValues } from '../../../../../kernel/http/forms.ts';
import { say } from '../../messages.ts';
import { importPaths } from '../paths.ts';
import type { Run } from '../queries.ts';

/** Under the preview: why, whether refused lines are left out, and the button that applies it. */
export function ApplyForm({ run, values, errors }: { run: Run; values: FormValues; errors: FieldErrors }) {
  const t = say.in(usePage().lang);
  const { refused, ended, corrected } = run.counts!;
  const changes = run.counts!.new + ended + corrected;
  const forget = (
    <Form action={importPaths.forgetting(run.id)}>
      <Button kind="secondary">{t('preview.forget')}</Button>
    </Form>
  );
  const others = <Link href={importPaths.columns(run.id)}>{t('failed.columns')}</Link>;
  if (changes === 0)
    return (
      <>
        <InsetText>{t(refused > 0 ? 'apply.allRefused' : 'apply.nothing')}</InsetText>
        <ButtonGroup>
          {forget}
          {others}
        </ButtonGroup>
      </>
    );
  if (refused > 0 && run.completeOn)
    return (
      <>
        <WarningText>{t('apply.completeWithRefused', { count: refused })}</WarningText>
        <ButtonGroup>
          {forget}
          {others}
        </ButtonGroup>
      </>
    );
  return (
    <>
      <h2>{t('apply.title')}</h2>
      <Form action={importPaths.application(run.id)} values={values} errors={errors}>
        <TextField name="reason" label={t('apply.reason')} hint={t('apply.reasonHint')} />
        {refused > 0 && (
          <Checkboxes
            name="accept"
            label={t('apply.refused', { count: refused })}
            options={[{ value: 'yes', label: t('apply.accept', { count: refused }) }]}
          />
        )}
        <ButtonGroup>
          <Button>{t('apply.send', { count: changes })}</Button>
          {others}
        </ButtonGroup>
      </Form>
      {forget}
    </>
  );
}
