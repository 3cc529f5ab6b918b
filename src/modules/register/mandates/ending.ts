import type { Act } from '../../../kernel/act.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { EndingThing, Module } from '../../../kernel/module.ts';
import { listSeats } from '../bodies/seats.ts';
import { asKnownNow } from '../facts/revision.ts';
import { say as sayRegister } from '../messages.ts';
import { registerPaths } from '../paths.ts';
import { say } from './messages.ts';

type EndsWithMandate = NonNullable<Module['endsWithMandate']>;

/** What ends with someone's mandate, whatever the module that holds it. */
export async function listEnding(
  act: Act,
  mandate: { partyId: string; personId: string },
  lang: Lang,
  hooks: readonly EndsWithMandate[],
): Promise<EndingThing[]> {
  const found = [];
  for (const ask of hooks) found.push(...(await ask(act, mandate, lang)));
  return found;
}

/** The seats that a person has on behalf of a party: R6, they are vacant from the day on which the mandate ends. */
export const endingSeats: EndsWithMandate = async (act, { partyId, personId }, lang) => {
  const at = await asKnownNow(act);
  const seats = await listSeats(act.db, at, { partyId, personId });
  return seats
    .filter(({ standing }) => standing !== null)
    .map(({ body, function: seatFunction }) => ({
      what: say.in(lang)('end.seat', {
        body: inLang({ fr: body.nameFr, en: body.nameEn }, lang),
        function: sayRegister.in(lang)(`function.${seatFunction}`),
      }),
      path: registerPaths.body(body.slug),
    }));
};
