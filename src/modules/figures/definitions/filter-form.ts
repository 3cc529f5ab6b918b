import type { Act } from '../../../kernel/act.ts';
import type { Collection, Dimension } from '../../../kernel/collections.ts';
import { parsePartialDate, dayAfter } from '../../../kernel/dates.ts';
import { Invalid } from '../../../kernel/errors.ts';
import type { FormValues } from '../../../kernel/http/forms.ts';
import { say as sayKernel } from '../../../kernel/messages.ts';
import { indexParties } from '../../register/index.ts';
import { resolveMoment } from '../evaluation/evaluate.ts';
import type { Filter } from '../evaluation/expression.ts';
import { say } from '../messages.ts';

/** What a condition is put on: a dimension, or a module's own condition on a dimension that is a party. */
export interface FilterSubject {
  dimension: string;
  party: string | null;
}

/** Reads `status`, or `party.statusIn`, as the choice of a new condition is sent; null when it is neither. */
export function readSubject(act: Act, collection: Collection, text: string | undefined): FilterSubject | null {
  const [dimension = '', party = null] = (text ?? '').split('.');
  const found = collection.dimensions[dimension];
  if (!found || (party !== null && (found.type !== 'party' || !act.catalogue.partyFilters.has(party)))) return null;
  return { dimension, party };
}

/**
 * Makes a condition of what was typed: ticked choices, one value a line, a first and a last date or number.
 * Parties may be named as people name them: by name, acronym or code.
 * @throws Invalid beside the fields
 */
export async function readFilter(
  act: Act,
  collection: Collection,
  { dimension, party }: FilterSubject,
  values: FormValues,
): Promise<Filter> {
  const found = collection.dimensions[dimension]!;
  if (party !== null) {
    const { parameters } = act.catalogue.partyFilters.get(party)!;
    const read: Record<string, string[]> = {};
    for (const [name, parameter] of Object.entries(parameters)) read[name] = await readValues(act, parameter, `parameter.${name}`, values);
    return { dimension, party, parameters: read };
  }
  if (found.type === 'date' || found.type === 'number') return readRange(dimension, found.type, values);
  return { dimension, in: await readValues(act, found, 'values', values) };
}

async function readValues(act: Act, { type }: Dimension, field: string, values: FormValues): Promise<string[]> {
  const given = [values[field] ?? []].flat();
  const lines =
    type === 'choice'
      ? given
      : given
          .flatMap((text) => text.split(/\r?\n/))
          .map((line) => line.trim())
          .filter(Boolean);
  if (lines.length === 0) throw new Invalid({ [field]: sayKernel.later(type === 'choice' ? 'input.choose' : 'input.required') });
  if (type !== 'party') return [...new Set(lines)];
  const index = await indexParties(act.db, await resolveMoment(act, {}));
  return [...new Set(lines.map((line) => index.resolve(line, field).slug))];
}

function readRange(dimension: string, type: 'date' | 'number', values: FormValues): Filter {
  const from = readBound(type, 'from', values);
  const to = readBound(type, 'to', values);
  if (from === undefined && to === undefined) throw new Invalid({ from: say.later('filterForm.oneBound') });
  return { dimension, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** A month or a year as a last date is its last day. */
function readBound(type: 'date' | 'number', field: 'from' | 'to', values: FormValues): string | undefined {
  const text = String(values[field] ?? '').trim();
  if (!text) return undefined;
  if (type === 'number') {
    const number = text.replace(/[\s\u202f\u00a0]/g, '').replace(',', '.');
    if (!/^-?\d+(\.\d+)?$/.test(number)) throw new Invalid({ [field]: say.later('error.number', { value: text, name: field }) });
    return number;
  }
  const date = parsePartialDate(text);
  if (!date) throw new Invalid({ [field]: sayKernel.later('input.partialDate') });
  return (field === 'from' ? date.date : dayAfter(date).subtract({ days: 1 })).toString();
}
