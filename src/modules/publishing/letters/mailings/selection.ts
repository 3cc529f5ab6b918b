import { z } from 'zod';
import type { Act } from '../../../../kernel/act.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import { choices, optionalText } from '../../../../kernel/http/fields.ts';
import { asKnownNow, findBody, findStatesOf, getComposition, indexParties, listStatuses } from '../../../register/index.ts';
import { say } from '../messages.ts';

/** The lists that a mailing may be drawn from. */
export const selectionKinds = ['members', 'body', 'parties'] as const;

/** The statuses of those who may be written to as members; who withdrew is no longer one. */
export const selectedStatuses = ['member', 'associate', 'observer', 'honorary', 'suspended'] as const;

export const selectionInput = z.object({
  selection: z.enum(selectionKinds),
  institution: optionalText(200),
  statuses: choices(selectedStatuses),
  state: optionalText(200),
  body: optionalText(200),
  parties: optionalText(20_000),
});
export type SelectionInput = z.output<typeof selectionInput>;

/** The parties that a list names today, and the list in words. @throws Invalid with what is missing or unknown, each beside its field */
export async function selectParties(act: Act, input: SelectionInput): Promise<{ partyIds: string[]; words: string }> {
  const at = await asKnownNow(act);
  const index = await indexParties(act.db, at);
  if (input.selection === 'parties') {
    const names = (input.parties ?? '')
      .split(/[\n;]/)
      .map((one) => one.trim())
      .filter(Boolean);
    if (names.length === 0) throw new Invalid({ parties: say.later('selection.noParties') });
    const found = names.map((name) => attempt(() => index.resolve(name, 'parties')));
    const faults = found.flatMap((one) => (one instanceof Invalid ? [one.fields['parties']!] : []));
    if (faults.length > 0) throw new Invalid({ parties: (lang) => faults.map((fault) => fault(lang)).join(' ') });
    const partyIds = found.flatMap((one) => (one instanceof Invalid ? [] : [one.id]));
    return { partyIds: [...new Set(partyIds)], words: say.in('fr')('selection.words.parties', { count: names.length }) };
  }
  if (input.selection === 'body') {
    const body = input.body ? await findBody(act.db, input.body, at) : null;
    if (!body) throw new Invalid({ body: say.later('selection.noBody') });
    const seats = await getComposition(act.db, body.id, at);
    return {
      partyIds: [...new Set(seats.map((seat) => seat.party.id))],
      words: say.in('fr')('selection.words.body', { name: body.nameFr }),
    };
  }
  const institution = input.institution
    ? attempt(() => index.resolve(input.institution!, 'institution'))
    : new Invalid({ institution: say.later('selection.noInstitution') });
  const state = input.state ? attempt(() => index.resolve(input.state!, 'state')) : null;
  const faults = {
    ...(institution instanceof Invalid ? institution.fields : {}),
    ...(state instanceof Invalid ? state.fields : {}),
    ...(input.statuses.length === 0 ? { statuses: say.later('selection.noStatus') } : {}),
  };
  if (institution instanceof Invalid || state instanceof Invalid || Object.keys(faults).length > 0) throw new Invalid(faults);
  const held = (await listStatuses(act.db, institution.id, at, { current: true })).filter((one) =>
    (input.statuses as readonly string[]).includes(one.status),
  );
  const ids = [...new Set(held.map((one) => one.partyId))];
  const states = state ? await findStatesOf(act.db, at, ids) : null;
  return {
    partyIds: state ? ids.filter((id) => states!.get(id) === state.id) : ids,
    words: say.in('fr')(state ? 'selection.words.membersOf' : 'selection.words.members', {
      name: institution.acronym ?? institution.name.fr,
      state: state?.name.fr ?? '',
    }),
  };
}

function attempt<T>(find: () => T): T | Invalid {
  try {
    return find();
  } catch (error) {
    if (error instanceof Invalid) return error;
    throw error;
  }
}
