import { formatPartialDate } from '../../../kernel/dates.ts';
import type { Export } from '../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../mandates/messages.ts';
import { say as sayRegister } from '../messages.ts';
import type { BodySeat } from './queries.ts';
import { seatReason } from './in-words.ts';

/** The composition of a body on a day as a file: vacant seats with their reason. */
export function exportComposition(seats: readonly BodySeat[], lang: Lang): Pick<Export, 'columns' | 'rows'> {
  const t = say.in(lang);
  return {
    columns: [
      { key: 'function', label: sayRegister.later('column.function'), type: 'text' },
      { key: 'party', label: say.later('export.address'), type: 'text' },
      { key: 'city', label: say.later('column.city'), type: 'text' },
      { key: 'person', label: say.later('column.person'), type: 'text' },
      { key: 'from', label: sayRegister.later('column.since'), type: 'text' },
      { key: 'standing', label: say.later('field.standing'), type: 'text' },
      { key: 'reason', label: say.later('seat.reason'), type: 'text' },
    ],
    rows: seats.map((seat) => ({
      function: sayRegister.in(lang)(`function.${seat.function}`),
      party: seat.party.slug,
      city: inLang(seat.party.name, lang),
      person: seat.person.name,
      from: seat.from && formatPartialDate(seat.from),
      standing: t(`seatStanding.${seat.standing}`),
      reason: seatReason(seat, lang),
    })),
  };
}
