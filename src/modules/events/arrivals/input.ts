import { z } from 'zod';
import { parseInstant } from '../../../kernel/dates.ts';
import { requiredText } from '../../../kernel/http/fields.ts';

const instantField = z.string().transform((text, ctx) => {
  const at = parseInstant(text);
  if (!at) ctx.addIssue({ code: 'custom', params: { reason: 'format' } });
  return at ?? z.NEVER;
});

/** What a device saw while nobody could be told: its own identifier for the arrival, whose badge, and what time its clock showed. */
export const scansInput = z.object({
  device: requiredText(80),
  scans: z.array(z.object({ id: z.uuid(), delegate: z.uuid(), at: instantField })).max(1000),
});
export type NewScans = z.output<typeof scansInput>;
