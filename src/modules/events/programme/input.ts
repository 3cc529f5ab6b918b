import { z } from 'zod';
import { day, hour, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { timeZoneField } from '../meetings/input.ts';
import { visibilities } from '../vocabulary.ts';

/** Those who speak or meet, one a line: « nom ; qualité ; collectivité », the last two where they matter. */
const speakersField = optionalText(10_000).transform((text) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.split(';').map((part) => part.trim()))
    .filter((parts) => parts.some(Boolean))
    .map(([name = '', role = '', party = '']) => ({ name, role, party })),
);

export const sessionInput = z.object({
  visibility: z.enum(visibilities),
  titleFr: requiredText(200),
  titleEn: optionalText(200),
  on: day,
  from: hour,
  to: hour,
  timeZone: timeZoneField,
  /** The identifier of a room; empty where none is known. */
  room: z
    .union([z.literal(''), z.uuid()])
    .optional()
    .transform((id) => id || null),
  speakers: speakersField,
});
export type NewSession = z.output<typeof sessionInput>;

export const cancellationInput = z.object({ reason: requiredText(500) });
