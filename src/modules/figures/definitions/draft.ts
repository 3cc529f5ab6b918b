import type { Catalogue } from '../../../kernel/catalogue.ts';
import type { Collection } from '../../../kernel/collections.ts';
import { Invalid } from '../../../kernel/errors.ts';
import type { Expression, Filter } from '../evaluation/expression.ts';
import { say } from '../messages.ts';

/** What a person chooses in the form; what does not concern the kind of calculation is not looked at. */
export interface Calculation {
  collection: string;
  type: Expression['type'];
  distinct?: string | undefined;
  measure?: string | undefined;
  since?: string | undefined;
  mode?: 'calendar' | 'complete' | undefined;
  number?: string | undefined;
  order?: string | undefined;
}

/**
 * An expression of the kind that was asked for: what was chosen where it fits, what was there before, else the first
 * that fits. Conditions are kept as long as the collection is the same.
 * @throws Invalid when the collection has nothing for this calculation
 */
export function writeExpression(catalogue: Catalogue, chosen: Calculation, before?: Expression): Expression {
  const collection = catalogue.collections.get(chosen.collection);
  if (!collection)
    throw new Invalid({
      collection: say.later('error.collection', { name: chosen.collection, known: [...catalogue.collections.keys()].join(', ') }),
    });
  const same = before?.collection === collection.name ? before : undefined;
  const pick = picker(collection, { ...same, ...withoutBlanks(chosen) });
  const base = { collection: collection.name, where: same?.where ?? [] };
  switch (chosen.type) {
    case 'count':
      return { type: 'count', ...base, distinct: pick.dimension('distinct', collection.subject) };
    case 'sum':
      return { type: 'sum', ...base, measure: pick.measure() };
    case 'share': {
      const part = same?.type === 'share' ? same.part : [firstCondition(collection)];
      return chosen.measure
        ? { type: 'share', ...base, part, measure: pick.measure() }
        : { type: 'share', ...base, part, distinct: pick.dimension('distinct', collection.subject) };
    }
    case 'yearsSince':
      return {
        type: 'yearsSince',
        ...base,
        since: pick.typed('since', ['date']),
        mode: chosen.mode ?? (same?.type === 'yearsSince' ? same.mode : 'calendar'),
      };
    case 'ordinal':
      return { type: 'ordinal', ...base, number: pick.typed('number', ['number']), order: pick.typed('order', ['date', 'number']) };
    case 'latest':
      return { type: 'latest', ...base, measure: pick.measure(), order: pick.typed('order', ['date', 'number']) };
  }
}

/** The expression with one more condition, on the whole or on the part of a share. */
export function addFilter(expression: Expression, filter: Filter, target: 'where' | 'part'): Expression {
  if (target === 'part' && expression.type === 'share') return { ...expression, part: [...expression.part, filter] };
  return { ...expression, where: [...expression.where, filter] };
}

/**
 * The expression without one condition; they are numbered as `filtersOf` lists them.
 * @throws Invalid when a share would have no part left
 */
export function removeFilter(expression: Expression, index: number): Expression {
  if (index < expression.where.length || expression.type !== 'share') return { ...expression, where: expression.where.toSpliced(index, 1) };
  const part = expression.part.toSpliced(index - expression.where.length, 1);
  if (part.length === 0) throw new Invalid({ '': say.later('draft.lastPart') });
  return { ...expression, part };
}

function picker(collection: Collection, wanted: Record<string, unknown>) {
  const dimensions = Object.entries(collection.dimensions);
  function first(field: string, names: string[]): string {
    const name = wanted[field];
    if (typeof name === 'string' && names.includes(name)) return name;
    if (names[0] === undefined)
      throw new Invalid({ type: say.later(`draft.nothing.${field}` as 'draft.nothing.measure', { collection: collection.name }) });
    return names[0];
  }
  return {
    dimension: (field: string, otherwise: string) => first(field, [otherwise, ...dimensions.map(([name]) => name)]),
    typed: (field: string, types: string[]) =>
      first(
        field,
        dimensions.filter(([, { type }]) => types.includes(type)).map(([name]) => name),
      ),
    measure: () => first('measure', Object.keys(collection.measures)),
  };
}

function withoutBlanks(chosen: Calculation): Record<string, unknown> {
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value));
}

/** A share needs a part from the start; the person then says which. */
function firstCondition(collection: Collection): Filter {
  for (const [dimension, { choices }] of Object.entries(collection.dimensions)) {
    if (choices?.[0]) return { dimension, in: [choices[0].value] };
  }
  throw new Invalid({ type: say.later('draft.nothing.part', { collection: collection.name }) });
}
