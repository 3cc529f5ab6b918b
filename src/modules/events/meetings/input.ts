import { z } from 'zod';
import { parseDay } from '../../../kernel/dates.ts';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';

/** A zone of the IANA database: `Africa/Kigali`; a bare offset would say nothing of summer time. */
export const timeZoneField = requiredText(60).refine(isTimeZone, { params: { reason: 'timeZone' } });

/** Working languages as people list them: `fr, en, pt`. */
const languagesField = requiredText(60).transform((text, ctx) => {
  const codes = [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
  if (!codes.every((code) => /^[a-z]{2,3}$/.test(code))) ctx.addIssue({ code: 'custom', params: { reason: 'languages' } });
  return codes;
});

/** A day that may be left empty, then null. */
const optionalDay = z
  .string()
  .optional()
  .transform((text, ctx) => {
    if (!text?.trim()) return null;
    const date = parseDay(text);
    if (!date) ctx.addIssue({ code: 'custom', params: { reason: 'day' } });
    return date ?? z.NEVER;
  });

export const meetingInput = z.object({
  timeZone: timeZoneField,
  languages: languagesField,
  venue: optionalText(200),
  address: optionalText(500),
  answersBy: optionalDay,
  delegatesEach: z.coerce.number().int().min(1).max(500),
});
export type MeetingInput = z.output<typeof meetingInput>;

/** The event of the register that is prepared, by its address. */
export const newMeetingInput = meetingInput.extend({ event: requiredText(200) });
export type NewMeeting = z.output<typeof newMeetingInput>;

export const roomInput = z.object({ name: requiredText(120), place: optionalText(200) });
export type NewRoom = z.output<typeof roomInput>;

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+([/_+-][A-Za-z0-9]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
