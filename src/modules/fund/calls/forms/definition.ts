import { z } from 'zod';
import { markers } from '../../vocabulary.ts';

/** Names what is asked, in the addresses of the pieces of a dossier: never changed from one version of a form to the next. */
const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const words = z.object({ fr: z.string().trim().min(1).max(1000), en: z.string().trim().min(1).max(1000) });

const asked = {
  key,
  label: words,
  hint: words.optional(),
  required: z.boolean().default(false),
  /** Asked only where another question of the form, before it, has one of these answers. */
  when: z.object({ key, is: z.array(z.string()).min(1) }).optional(),
};

const option = z.object({ value: key, label: words });
/** What may be asked alone, or be a column of a table. */
const simple = [
  z.object({ ...asked, kind: z.literal('text'), rows: z.int().min(1).max(30).default(1), most: z.int().min(1).max(20_000).default(2000) }),
  z.object({
    ...asked,
    kind: z.literal('number'),
    unit: words.optional(),
    least: z.number().optional(),
    most: z.number().optional(),
    decimals: z.int().min(0).max(6).default(0),
  }),
  z.object({ ...asked, kind: z.literal('money') }),
  z.object({ ...asked, kind: z.literal('date') }),
  z.object({ ...asked, kind: z.literal('choice'), several: z.boolean().default(false), options: z.array(option).min(2).max(60) }),
  z.object({ ...asked, kind: z.literal('party') }),
] as const;
const column = z.discriminatedUnion('kind', [...simple]);

/**
 * What a form asks. The last kinds are what every dossier of the fund has, and what the rest of the fund reads of it:
 * a form has each of them once, under the key that is its name.
 */
export const question = z.discriminatedUnion('kind', [
  ...simple,
  z.object({ ...asked, kind: z.literal('table'), columns: z.array(column).min(1).max(12), most: z.int().min(1).max(200).default(50) }),
  z.object({
    ...asked,
    kind: z.literal('file'),
    accept: z.array(z.enum(['pdf', 'image', 'word', 'spreadsheet'])).min(1),
    several: z.boolean().default(false),
  }),
  z.object({ ...asked, kind: z.literal('place') }),
  z.object({ ...asked, kind: z.literal('summary'), most: z.int().min(1).max(20_000).default(3000) }),
  z.object({ ...asked, kind: z.literal('period') }),
  z.object({ ...asked, kind: z.literal('places') }),
  z.object({ ...asked, kind: z.literal('sectors') }),
  z.object({ ...asked, kind: z.literal('partners') }),
  z.object({ ...asked, kind: z.literal('budget') }),
  z.object({ ...asked, kind: z.literal('framework') }),
  z.object({ ...asked, kind: z.literal('risks') }),
  z.object({
    ...asked,
    kind: z.literal('markers'),
    which: z
      .array(z.enum(markers))
      .min(1)
      .default([...markers]),
  }),
]);
export type Question = z.output<typeof question>;
export type QuestionKind = Question['kind'];
export const questionKinds = question.options.map(({ shape }) => shape.kind.value);
/** What a column of a table may be. */
export const columnKinds = simple.map(({ shape }) => shape.kind.value);

/** The kinds that a published form has, each once. `partners` and `risks` may be left out. */
export const coreKinds = [
  'summary',
  'period',
  'places',
  'sectors',
  'budget',
  'framework',
  'markers',
] as const satisfies readonly QuestionKind[];

export const formDefinition = z.object({
  sections: z.array(z.object({ key, title: words, intro: words.optional(), questions: z.array(question).max(60) })).max(30),
});
export type FormDefinition = z.output<typeof formDefinition>;

/** What scores a dossier: criteria with their weight, on a scale that begins at 0. */
export const scoringGrid = z.object({
  most: z.int().min(2).max(100).default(5),
  /** A score under this one needs a comment. */
  commentUnder: z.number().min(0).default(2),
  /** Two scorers further apart than this, in hundredths of the scale, call for a third. */
  gap: z.int().min(1).max(100).default(30),
  criteria: z
    .array(z.object({ key, label: words, hint: words.optional(), weight: z.int().min(1).max(100) }))
    .min(1)
    .max(20),
});
export type ScoringGrid = z.output<typeof scoringGrid>;

/** What a call asks of who applies; each is answered yes, no or unknown, with its reason. */
export const eligibilityRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member') }),
  z.object({ kind: z.literal('good_standing') }),
  z.object({ kind: z.literal('sitting_mandate') }),
  z.object({ kind: z.literal('region'), states: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('category'), categories: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('accounts_rendered') }),
]);
export type EligibilityRule = z.output<typeof eligibilityRule>;
export const eligibilityRules = z.array(eligibilityRule).max(20);
