import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { Forbidden, Invalid, Missing } from '../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { recordByForm, type RecordInput } from '../facts/commands.ts';
import { partyFinder } from '../facts/forms.ts';
import { asKnownNow, inRevision } from '../facts/revision.ts';
import { say } from '../messages.ts';
import { slugOf } from '../parties/commands.ts';
import { mayRecord } from '../policy.ts';
import { event, series } from '../schema.ts';

/** A new series of meetings; `words` announce one of them in a text, separated by « ; ». */
export const newSeriesInput = z.object({
  nameFr: requiredText(300),
  nameEn: optionalText(300),
  wordsFr: optionalText(1000),
  wordsEn: optionalText(1000),
  institution: optionalText(200),
});

/** Creates a series. @returns its address */
export async function createSeries(act: Act, input: z.output<typeof newSeriesInput>): Promise<string> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const at = await asKnownNow(act);
    const institution = input.institution ? await partyFinder(act.db, at)('institution', input.institution) : null;
    const slug = slugOf(input.nameFr);
    const [taken] = await act.db.select({ id: series.id }).from(series).where(eq(series.slug, slug));
    if (taken || reserved.has(slug)) throw new Invalid({ nameFr: say.later('series.nameTaken') });
    return inRevision(
      act,
      { command: 'series create', reason: say.in('fr')('series.usualReason', { name: input.nameFr }) },
      async (rev) => {
        await rev.act.db.insert(series).values({
          id: randomUUID(),
          slug,
          nameFr: input.nameFr,
          nameEn: input.nameEn,
          wordsFr: input.wordsFr ?? '',
          wordsEn: input.wordsEn ?? '',
          institutionId: institution?.id ?? null,
          revision: rev.number,
        });
        return slug;
      },
    );
  });
}

/** Creates an event in a series, and records what is known of it. @returns the revision's number */
export async function createEvent(
  act: Act,
  seriesSlug: string,
  input: RecordInput & { number: number | null; nameFr: string },
): Promise<number> {
  if (!mayRecord(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const [found] = await act.db.select().from(series).where(eq(series.slug, seriesSlug));
    if (!found) throw new Missing(seriesSlug);
    const slug = await freeEventSlug(act, input.number ? `${seriesSlug}-${input.number}` : slugOf(input.nameFr));
    return recordByForm(act, 'occurrence', { newEvent: { seriesId: found.id, slug } }, input);
  });
}

/** The address of a new event, made its own where another has it. */
export async function freeEventSlug(act: Act, slug: string): Promise<string> {
  const [taken] = await act.db.select({ id: event.id }).from(event).where(eq(event.slug, slug));
  return taken ? `${slug}-${randomUUID().slice(0, 8)}` : slug;
}

/** Addresses under /rencontres that are not series. */
const reserved = new Set(['nouvelle-serie', 'versions']);
