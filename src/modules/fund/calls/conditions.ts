import { z } from 'zod';
import { choices } from '../../../kernel/http/fields.ts';
import { membershipCategories } from '../../membership/index.ts';
import type { EligibilityRule } from './forms/definition.ts';

/** The rules that ask for nothing more than their name. */
export const plainRules = [
  'member',
  'good_standing',
  'sitting_mandate',
  'accounts_rendered',
] as const satisfies readonly EligibilityRule['kind'][];

export const conditionsInput = z
  .object({
    rules: choices(plainRules),
    categories: choices(membershipCategories),
    states: z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(100)).max(200)),
  })
  .transform(({ rules, categories, states }): EligibilityRule[] => [
    ...rules.map((kind) => ({ kind })),
    ...(categories.length > 0 ? [{ kind: 'category' as const, categories }] : []),
    ...(states.length > 0 ? [{ kind: 'region' as const, states }] : []),
  ]);
