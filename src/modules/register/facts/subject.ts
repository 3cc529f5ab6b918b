import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import { registerPaths } from '../paths.ts';
import type { JsonRow } from '../schema.ts';
import { occurrenceName } from './in-words.ts';
import type { Refs } from './refs.ts';

/** The page that a fact is read on, and its name. */
export function subjectPage(row: JsonRow, refs: Refs, lang: Lang): { text: string; href: string } {
  if ('event_id' in row) {
    const event = refs.events.get(String(row['event_id']));
    const series = event?.series;
    return series
      ? { text: inLang({ fr: series.nameFr, en: series.nameEn }, lang), href: registerPaths.series(series.slug) }
      : { text: event && 'name_fr' in row ? occurrenceName(row, lang) : say.in(lang)('series.title'), href: registerPaths.allSeries() };
  }
  if ('body_id' in row) {
    const body = refs.bodies.get(String(row['body_id']));
    if (body) return { text: inLang({ fr: body.nameFr, en: body.nameEn }, lang), href: registerPaths.body(body.slug) };
  }
  if ('person_id' in row && !('office_id' in row) && !('body_id' in row)) {
    const id = String(row['person_id']);
    return { text: refs.persons.get(id)?.name ?? '—', href: registerPaths.person(id) };
  }
  const party = refs.parties.get(String(row['party_id'] ?? refs.offices.get(String(row['office_id']))?.partyId));
  return party
    ? { text: inLang(party.name, lang), href: registerPaths.party(party.slug) }
    : { text: say.in(lang)('register.title'), href: registerPaths.parties() };
}
