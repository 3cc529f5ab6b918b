import { parseDay } from '../../../kernel/dates.ts';
import { Invalid } from '../../../kernel/errors.ts';
import { secretariatTimeZone } from '../../../kernel/i18n/format.ts';
import { say } from '../messages.ts';

/** The instant of a day and an hour (`14:30`, `14h30`, `9h`) at the secretariat. @throws Invalid beside the field that is none */
export function readStart(day: string, hour: string): Temporal.Instant {
  const date = parseDay(day);
  const match = /^([01]?\d|2[0-3])(?:[:hH]([0-5]\d)?)$/.exec(hour.trim());
  if (!date || !match)
    throw new Invalid({
      ...(date ? {} : { startsOn: say.later('sitting.noDay') }),
      ...(match ? {} : { startsAt: say.later('sitting.noHour') }),
    });
  const time = new Temporal.PlainTime(Number(match[1]), Number(match[2] ?? 0));
  return date.toZonedDateTime({ timeZone: secretariatTimeZone, plainTime: time }).toInstant();
}
