import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, type FieldErrors, Fieldset, Form, type FormValues, Page, TextField, usePage } from '../../../../ui/index.ts';
import { scoringGrid } from '../forms/definition.ts';
import { mostCriteria, typeGrid } from '../grid.ts';
import { say } from '../messages.ts';
import { callPaths } from '../paths.ts';
import { type KnownCall, nameOf } from '../queries.ts';

export interface GridPageProps {
  call: KnownCall;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where the scoring grid of a call is written; two rows wait, empty, after the last. */
export function GridPage({ call, values = typeGrid(scoringGrid.parse(call.grid)), errors = {} }: GridPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const filled = Object.keys(values).flatMap((name) => (/^labelFr\d+$/.test(name) && values[name] ? Number(name.slice(7)) : []));
  const rows = Math.min(Math.max(0, ...filled) + 2, mostCriteria);
  return (
    <Page
      title={t('call.grid')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('calls.title'), href: callPaths.calls() },
        { text: inLang(nameOf(call), lang), href: callPaths.call(call.slug) },
        { text: t('call.grid') },
      ]}
    >
      <h1>{t('call.grid')}</h1>
      <p class="lede">{t('grid.lede')}</p>
      <Form action={callPaths.grid(call.slug)} values={values} errors={errors}>
        <TextField name="most" label={t('grid.most')} width={3} inputmode="numeric" />
        <TextField name="commentUnder" label={t('grid.commentUnder')} width={3} inputmode="decimal" />
        <TextField name="gap" label={t('grid.gap')} hint={t('grid.gapHint')} width={3} inputmode="numeric" suffix="%" />
        {Array.from({ length: rows }, (_, index) => index + 1).map((row) => (
          <Fieldset legend={t('grid.row', { number: row })} legendClass="govuk-fieldset__legend--s" class="form-row">
            <input type="hidden" name={`key${row}`} value={[values[`key${row}`]].flat()[0] ?? ''} />
            <TextField name={`labelFr${row}`} label={t('grid.labelFr')} maxlength={300} />
            <TextField name={`labelEn${row}`} label={t('grid.labelEn')} lang="en" maxlength={300} />
            <TextField name={`hintFr${row}`} label={t('grid.hintFr')} maxlength={500} />
            <TextField name={`hintEn${row}`} label={t('grid.hintEn')} lang="en" maxlength={500} />
            <TextField name={`weight${row}`} label={t('grid.weight')} width={3} inputmode="numeric" />
          </Fieldset>
        ))}
        <p class="muted">{t('grid.blank')}</p>
        <Button>{t('grid.save')}</Button>
      </Form>
    </Page>
  );
}
