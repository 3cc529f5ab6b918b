import type { Catalogue } from '../../../kernel/catalogue.ts';
import type { Collection, Dimension } from '../../../kernel/collections.ts';
import { parsePartialDate } from '../../../kernel/dates.ts';
import type { Message } from '../../../kernel/i18n/lang.ts';
import { filtersOf, type Expression, type Filter } from './expression.ts';
import { say } from '../messages.ts';

/**
 * What in an expression does not exist or does not fit, all at once, in words that name it and list what exists.
 * Parties are not looked up here: `partySlugs` lists them.
 */
export function checkExpression(expression: Expression, catalogue: Catalogue): Message[] {
  const collection = catalogue.collections.get(expression.collection);
  if (!collection) {
    return [say.later('error.collection', { name: expression.collection, known: [...catalogue.collections.keys()].join(', ') })];
  }
  return [...checkWhat(expression, collection), ...filtersOf(expression).flatMap((filter) => checkFilter(filter, collection, catalogue))];
}

/** The slugs of the parties that an accepted expression names. */
export function partySlugs(expression: Expression, catalogue: Catalogue): string[] {
  const collection = catalogue.collections.get(expression.collection);
  const slugs = filtersOf(expression).flatMap((filter) => {
    if ('in' in filter) return collection?.dimensions[filter.dimension]?.type === 'party' ? filter.in : [];
    if (!('party' in filter)) return [];
    const parameters = catalogue.partyFilters.get(filter.party)?.parameters;
    return Object.entries(filter.parameters).flatMap(([name, values]) => (parameters?.[name]?.type === 'party' ? values : []));
  });
  return [...new Set(slugs)];
}

function checkWhat(expression: Expression, collection: Collection): Message[] {
  const dimension = (name: string | undefined, types?: Dimension['type'][]) =>
    name === undefined ? [] : checkDimension(name, collection, types);
  const measure = (name: string | undefined) => (name === undefined ? [] : checkMeasure(name, collection));
  switch (expression.type) {
    case 'count':
      return dimension(expression.distinct);
    case 'sum':
      return measure(expression.measure);
    case 'share':
      return [...dimension(expression.distinct), ...measure(expression.measure)];
    case 'yearsSince':
      return dimension(expression.since, ['date']);
    case 'ordinal':
      return [...dimension(expression.number, ['number']), ...dimension(expression.order, ['date', 'number'])];
    case 'latest':
      return [...measure(expression.measure), ...dimension(expression.order, ['date', 'number'])];
  }
}

function checkDimension(name: string, collection: Collection, types?: Dimension['type'][]): Message[] {
  // An object answers to names that are not its own: `constructor`.
  const found = Object.hasOwn(collection.dimensions, name) && collection.dimensions[name];
  if (!found)
    return [say.later('error.dimension', { name, collection: collection.name, known: Object.keys(collection.dimensions).join(', ') })];
  if (!types || types.includes(found.type)) return [];
  const known = Object.keys(collection.dimensions).filter((other) => types.includes(collection.dimensions[other]!.type));
  return [say.later('error.dimensionType', { name, type: found.type, collection: collection.name, known: known.join(', ') || '—' })];
}

function checkMeasure(name: string, collection: Collection): Message[] {
  if (Object.hasOwn(collection.measures, name)) return [];
  return [say.later('error.measure', { name, collection: collection.name, known: Object.keys(collection.measures).join(', ') || '—' })];
}

function checkFilter(filter: Filter, collection: Collection, catalogue: Catalogue): Message[] {
  const missing = checkDimension(filter.dimension, collection);
  if (missing.length > 0) return missing;
  const dimension = collection.dimensions[filter.dimension]!;
  if ('party' in filter) return checkPartyFilter(filter, dimension, catalogue);
  if ('in' in filter) {
    if (dimension.type === 'date') return [say.later('error.needsRange', { name: filter.dimension })];
    return filter.in.flatMap((value) => checkValue(value, filter.dimension, dimension));
  }
  if (dimension.type !== 'date' && dimension.type !== 'number')
    return [say.later('error.needsValues', { name: filter.dimension, type: dimension.type })];
  return [filter.from, filter.to].flatMap((value) => (value === undefined ? [] : checkValue(value, filter.dimension, dimension)));
}

function checkPartyFilter(filter: Extract<Filter, { party: string }>, dimension: Dimension, catalogue: Catalogue): Message[] {
  if (dimension.type !== 'party') return [say.later('error.notParty', { name: filter.dimension, type: dimension.type })];
  const found = catalogue.partyFilters.get(filter.party);
  if (!found) return [say.later('error.partyFilter', { name: filter.party, known: [...catalogue.partyFilters.keys()].join(', ') })];
  const known = Object.keys(found.parameters).join(', ');
  return [
    ...Object.keys(found.parameters)
      .filter((name) => !Object.hasOwn(filter.parameters, name))
      .map((name) => say.later('error.parameterMissing', { name, filter: filter.party })),
    ...Object.entries(filter.parameters).flatMap(([name, values]) => {
      const parameter = Object.hasOwn(found.parameters, name) && found.parameters[name];
      return parameter
        ? values.flatMap((value) => checkValue(value, name, parameter))
        : [say.later('error.parameter', { name, filter: filter.party, known })];
    }),
  ];
}

function checkValue(value: string, name: string, dimension: Dimension): Message[] {
  if (dimension.type === 'choice' && !dimension.choices?.some((choice) => choice.value === value)) {
    return [say.later('error.choice', { value, name, known: (dimension.choices ?? []).map((choice) => choice.value).join(', ') })];
  }
  if (dimension.type === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) return [say.later('error.number', { value, name })];
  if (dimension.type === 'date' && (parsePartialDate(value)?.precision !== 'day' || !/^\d{4}-/.test(value)))
    return [say.later('error.date', { value, name })];
  return [];
}
