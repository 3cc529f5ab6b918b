import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, Checkboxes, Details, type FieldErrors, Form, type FormValues, Page, usePage } from '../../../../ui/index.ts';
import { membershipCategories } from '../../../membership/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { eligibilityRules } from '../forms/definition.ts';
import { plainRules } from '../conditions.ts';
import { say } from '../messages.ts';
import { callPaths } from '../paths.ts';
import { type KnownCall, nameOf } from '../queries.ts';

export interface ConditionsPageProps {
  call: KnownCall;
  states: readonly PartyRef[];
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Where the conditions of a call are chosen: each is answered from the register, with its reason. */
export function ConditionsPage({ call, states, values, errors = {} }: ConditionsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(nameOf(call), lang);
  const typed = values ?? chosenOf(call);
  return (
    <Page
      title={t('call.conditions')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('calls.title'), href: callPaths.calls() },
        { text: name, href: callPaths.call(call.slug) },
        { text: t('call.conditions') },
      ]}
    >
      <h1>{t('call.conditions')}</h1>
      <p class="lede">{t('conditions.lede')}</p>
      <Form action={callPaths.eligibility(call.slug)} values={typed} errors={errors}>
        <Checkboxes
          name="rules[]"
          label={t('conditions.rules')}
          options={plainRules.map((value) => ({ value, label: t(`rule.${value}`), hint: t(`ruleHint.${value}`) }))}
        />
        <Checkboxes
          name="categories[]"
          label={t('rule.category')}
          hint={t('conditions.none.categories')}
          options={membershipCategories.map((value) => ({ value, label: t(`category.${value}`) }))}
        />
        <Details summary={t('conditions.states')} open={(typed['states']?.length ?? 0) > 0}>
          <Checkboxes
            name="states[]"
            label={t('rule.region')}
            hint={t('conditions.none.states')}
            class="columns"
            options={states.map((state) => ({ value: state.slug, label: inLang(state.name, lang) }))}
          />
        </Details>
        <Button>{t('conditions.save')}</Button>
      </Form>
    </Page>
  );
}

function chosenOf(call: KnownCall): FormValues {
  const rules = eligibilityRules.parse(call.eligibility);
  return {
    rules: rules.map(({ kind }) => kind),
    categories: rules.flatMap((rule) => (rule.kind === 'category' ? rule.categories : [])),
    states: rules.flatMap((rule) => (rule.kind === 'region' ? rule.states : [])),
  };
}
