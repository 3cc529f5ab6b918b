import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { usePage } from '../../../../ui/index.ts';
import { membershipCategories } from '../../../membership/index.ts';
import { type EligibilityRule, eligibilityRules } from '../forms/definition.ts';
import { say } from '../messages.ts';
import type { FundCall } from '../schema.ts';

/** Who may apply: the rules of a call, in words. */
export function ConditionList({ call, states }: { call: FundCall; states: ReadonlyMap<string, string> }) {
  const { lang } = usePage();
  const rules = eligibilityRules.parse(call.eligibility);
  if (rules.length === 0) return <p>{say.in(lang)('conditions.none')}</p>;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {rules.map((rule) => (
        <li>{ruleInWords(rule, states, lang)}</li>
      ))}
    </ul>
  );
}

function ruleInWords(rule: EligibilityRule, states: ReadonlyMap<string, string>, lang: Lang): string {
  const t = say.in(lang);
  const list = (words: string[]) => new Intl.ListFormat(lang, { type: 'disjunction' }).format(words);
  if (rule.kind === 'region') return t('condition.region', { states: list(rule.states.map((slug) => states.get(slug) ?? slug)) });
  if (rule.kind === 'category')
    return t('condition.category', {
      categories: list(membershipCategories.filter((one) => rule.categories.includes(one)).map((one) => t(`category.${one}`))),
    });
  return t(`rule.${rule.kind}`);
}
