import { z } from 'zod';
import type { At } from '../../../kernel/collections.ts';
import { typePartialDate } from '../../../kernel/dates.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { day, optionalPartialDate, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import type { Precision } from '../../../kernel/i18n/format.ts';
import { say } from '../messages.ts';
import { findParty, indexParties, type PartyRef } from '../parties/directory.ts';
import type { JsonRow } from '../schema.ts';
import { sortKeyOf } from '../persons/names.ts';
import {
  accessions,
  contactChannels,
  endCauses,
  genders,
  identifierSchemes,
  links,
  measures,
  memberCategories,
  nameLanguages,
  nameUsages,
  occurrenceStatuses,
  seatFunctions,
  statuses,
} from '../vocabulary.ts';
import { needsSource, openedOn, optionalDay, sourceFields, ticked, whenFields, whyOptional, whyRequired } from './inputs.ts';
import type { Refs } from './refs.ts';
import { isIdentifier, parseNumber } from './rules.ts';

type Values = Record<string, unknown>;
type Typed = Record<string, string>;

/** How a kind of fact is typed in a form: what it is about, which a correction keeps, and what it says. */
export interface FactForm {
  about: z.ZodRawShape;
  says: z.ZodRawShape;
  /** The columns behind what was typed. @throws Invalid where a typed party is not in the register, or a value cannot be */
  values(input: Values, parties: PartyFinder): Promise<Values>;
  /** What the form shows of a fact that is there. */
  typed(row: JsonRow, refs: Refs): Typed;
}

/** Finds what people call a party: its address, a name or a code. */
export type PartyFinder = (field: string, words: string) => Promise<PartyRef>;

export const factForms: Record<string, FactForm> = {
  status: form({
    about: { institution: requiredText(200) },
    says: { status: z.enum(statuses), category: optionalChoice(memberCategories) },
    values: async ({ institution, status, category }, parties) => ({
      ...(institution ? { institutionId: (await parties('institution', institution)).id } : {}),
      status,
      category,
    }),
    typed: (row) => texts(row, ['status', 'category']),
  }),
  endorsement: form({
    about: { coalition: requiredText(200) },
    says: {},
    values: async ({ coalition }, parties) => (coalition ? { coalitionId: (await parties('coalition', coalition)).id } : {}),
    typed: () => ({}),
  }),
  measure: form({
    about: { measure: z.enum(measures) },
    says: { value: requiredText(40).transform(readNumber), unit: requiredText(100) },
    values: async ({ measure, value, unit }) => ({ ...(measure ? { measure } : {}), value: String(value), unit }),
    typed: (row) => ({ ...texts(row, ['unit']), value: String(row['value']).replace('.', ',') }),
  }),
  party_link: form({
    about: { link: z.enum(links), target: requiredText(200) },
    says: {},
    values: async ({ link, target }, parties) => (link && target ? { link, targetId: (await parties('target', target)).id } : {}),
    typed: () => ({}),
  }),
  party_name: form({
    about: { language: z.enum(nameLanguages), usage: z.enum(nameUsages) },
    says: { name: requiredText(500) },
    values: async ({ language, usage, name }) => ({ ...(language && usage ? { language, usage } : {}), name }),
    typed: (row) => texts(row, ['name']),
  }),
  party_identifier: form({
    about: { scheme: z.enum(identifierSchemes) },
    says: { value: requiredText(300) },
    values: async ({ scheme, value }) => {
      if (scheme && !isIdentifier(scheme, value)) throw new Invalid({ value: say.later(`form.badIdentifier.${scheme}`) });
      return { ...(scheme ? { scheme } : {}), value };
    },
    typed: (row) => texts(row, ['value']),
  }),
  occurrence: form({
    about: {},
    says: {
      number: optionalText(6).transform(readOrdinal),
      nameFr: requiredText(300),
      nameEn: optionalText(300),
      place: optionalText(200),
      state: optionalText(200),
      startsOn: optionalPartialDate,
      endsOn: optionalPartialDate,
      status: z.enum(occurrenceStatuses),
    },
    values: async ({ number, nameFr, nameEn, place, state, startsOn, endsOn, status }, parties) => {
      if (endsOn && !startsOn) throw new Invalid({ startsOn: say.later('form.startMissing') });
      if (endsOn && startsOn && Temporal.PlainDate.compare(endsOn.date, startsOn.date) < 0)
        throw new Invalid({ endsOn: say.later('fact.endBeforeStart') });
      return {
        number,
        nameFr,
        nameEn,
        place,
        status,
        stateId: state ? (await parties('state', state)).id : null,
        startsOn: startsOn?.date ?? null,
        endsOn: endsOn?.date ?? null,
        datePrecision: startsOn?.precision ?? null,
      };
    },
    typed: (row, refs) => ({
      ...texts(row, ['number', 'place', 'status']),
      nameFr: text(row['name_fr']),
      nameEn: text(row['name_en']),
      state: refs.parties.get(String(row['state_id']))?.name.fr ?? '',
      startsOn: dateText(row['starts_on'], row['date_precision']),
      endsOn: dateText(row['ends_on'], 'day'),
    }),
  }),
  person_name: form({
    about: {},
    says: {
      name: requiredText(200),
      sortKey: optionalText(200),
      gender: optionalChoice(genders),
      formOfAddress: optionalText(200),
    },
    values: async ({ name, sortKey, gender, formOfAddress }) => ({ name, sortKey: sortKey ?? sortKeyOf(name), gender, formOfAddress }),
    typed: (row) => ({ ...texts(row, ['name', 'gender']), sortKey: text(row['sort_key']), formOfAddress: text(row['form_of_address']) }),
  }),
  person_contact: form({
    about: { channel: z.enum(contactChannels) },
    says: { value: requiredText(500) },
    values: async ({ channel, value }) => ({ ...(channel ? { channel } : {}), value }),
    typed: (row) => texts(row, ['value']),
  }),
  mandate: form({
    about: {},
    says: {
      accession: z.enum(accessions),
      expectedEnd: optionalPartialDate,
      confirmedOn: optionalDay,
      endCause: optionalChoice(endCauses),
    },
    values: async ({ accession, expectedEnd, confirmedOn, endCause }) => ({
      accession,
      confirmedOn,
      endCause,
      expectedEnd: expectedEnd?.date ?? null,
      expectedEndPrecision: expectedEnd?.precision ?? null,
    }),
    typed: (row) => ({
      accession: text(row['accession']),
      expectedEnd: dateText(row['expected_end'], row['expected_end_precision']),
      confirmedOn: dateText(row['confirmed_on'], 'day'),
      endCause: text(row['end_cause']),
    }),
  }),
  seat: form({
    about: {},
    says: { function: z.enum(seatFunctions) },
    values: async (input) => ({ function: input.function }),
    typed: (row) => texts(row, ['function']),
  }),
  voting_day: form({
    about: {},
    says: { votesOn: day },
    values: async ({ votesOn }) => ({ votesOn }),
    typed: (row) => ({ votesOn: dateText(row['votes_on'], 'day') }),
  }),
};

/** The kinds that are recorded from the page of the party they are about; the others have forms and pages of their own. */
export const partyFactKinds: ReadonlySet<string> = new Set([
  'status',
  'endorsement',
  'measure',
  'party_link',
  'party_name',
  'party_identifier',
]);

/** The kinds that are recorded from the page of the person they are about. */
export const personFactKinds: ReadonlySet<string> = new Set(['person_name', 'person_contact']);

/** Everything a form to record a fact may hold. `endPrevious`: the fact it follows ends where this one starts; `beside`: a claim kept unretained. */
export function recordInput(form: FactForm) {
  return needsSource(
    z.object({ ...form.about, ...form.says, ...whenFields, ...sourceFields, ...whyOptional, endPrevious: ticked, beside: ticked }),
  );
}

/** Everything a form to correct a fact may hold. */
export function correctInput(form: FactForm) {
  return needsSource(z.object({ ...form.says, ...whenFields, ...sourceFields, ...whyRequired, ...openedOn }));
}

/** Finds what people call a party, reading the whole register only when an address is not what they typed. */
export function partyFinder(db: Db, at: At): PartyFinder {
  return async (field, words) => (await findParty(db, words, at)) ?? (await indexParties(db, at)).resolve(words, field);
}

/** Holds a form to the types of its own fields; a correction gives only what the fact says. */
function form<A extends z.ZodRawShape, S extends z.ZodRawShape>(
  typedForm: Omit<FactForm, 'values'> & {
    about: A;
    says: S;
    values(input: Partial<z.output<z.ZodObject<A>>> & z.output<z.ZodObject<S>>, parties: PartyFinder): Promise<Values>;
  },
): FactForm {
  return typedForm as unknown as FactForm;
}

function optionalChoice<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess((value) => (value === '' ? undefined : value), z.enum(values).optional()).transform((value) => value ?? null);
}

function readNumber(typed: string, ctx: z.RefinementCtx): number {
  const number = parseNumber(typed);
  if (number === null) ctx.addIssue({ code: 'custom', params: { reason: 'number' } });
  return number ?? z.NEVER;
}

function readOrdinal(typed: string | null, ctx: z.RefinementCtx): number | null {
  if (typed === null) return null;
  if (/^[1-9]\d{0,4}$/.test(typed)) return Number(typed);
  ctx.addIssue({ code: 'custom', params: { reason: 'number' } });
  return z.NEVER;
}

function texts(row: JsonRow, columns: readonly string[]): Typed {
  return Object.fromEntries(columns.map((column) => [column, text(row[column])]));
}

function text(value: JsonRow[string] | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function dateText(value: JsonRow[string] | undefined, precision: unknown): string {
  return typeof value === 'string' ? typePartialDate({ date: Temporal.PlainDate.from(value), precision: precision as Precision }) : '';
}
