import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import type { Module } from '../../../kernel/module.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import { mayReadSittings } from '../policy.ts';
import { listPartySittings } from './queries.ts';

/** The line of sittings on the page of a party, for the secretariat; none of a party that never sat. */
export const sittingPanel: NonNullable<Module['partyPanels']> = async (act, { id, slug }, lang) => {
  if (!mayReadSittings(act.actor)) return [];
  const sittings = await listPartySittings(act, id);
  const [last] = sittings;
  if (!last) return [];
  const t = say.in(lang);
  const summary = t('party.summary', {
    count: sittings.length,
    title: inLang({ fr: last.sitting.titleFr, en: last.sitting.titleEn }, lang),
    day: formatDate(dayOf(last.sitting.startsAt), lang),
  });
  return [{ path: assemblyPaths.partySittings(slug), title: t('sittings.title'), summary }];
};
