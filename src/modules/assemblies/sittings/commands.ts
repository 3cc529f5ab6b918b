import { randomUUID } from 'node:crypto';
import { and, eq, like, max, or } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { closeAnswerLinks } from '../../../kernel/answers/links.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../kernel/errors.ts';
import { day, hour, optionalText, requiredText } from '../../../kernel/http/fields.ts';
import { dayOf, formatNumber, secretariatTimeZone } from '../../../kernel/i18n/format.ts';
import { firstFree } from '../../../kernel/slugs.ts';
import { asKnownNow, findBody, slugOf } from '../../register/index.ts';
import { listAgenda } from '../agenda/queries.ts';
import { inSitting, type Scene } from '../journal/scene.ts';
import { say } from '../messages.ts';
import { mayHold, maySignException } from '../policy.ts';
import { sitting, sittingTeller, sittingVoter } from '../schema.ts';
import { sittingModes } from '../vocabulary.ts';
import { sendConvening } from './convening.ts';
import { voterLink } from '../votes/links.ts';
import { noticeOf } from './rules.ts';

export const sittingInput = z.object({
  body: requiredText(100),
  titleFr: requiredText(200),
  titleEn: optionalText(200),
  mode: z.enum(sittingModes),
  /** The day and the hour at the secretariat. */
  startsOn: day,
  startsAt: hour,
  place: optionalText(300),
  urgent: z.literal('yes').optional(),
});
export type NewSitting = z.output<typeof sittingInput>;

/** Begins a sitting of a body; its address comes from its title. @throws Forbidden; Invalid */
export async function prepareSitting(act: Act, input: NewSitting): Promise<string> {
  if (!mayHold(act.actor)) throw new Forbidden();
  const startsAt = input.startsOn.toZonedDateTime({ timeZone: secretariatTimeZone, plainTime: input.startsAt }).toInstant();
  return inTransaction(act, async (act) => {
    const at = await asKnownNow(act, dayOf(startsAt));
    const body = await findBody(act.db, input.body, at);
    const wanted = titleSlug(input.titleFr);
    const errors = {
      ...(body ? {} : { body: say.later('sitting.noBody') }),
      ...(wanted ? {} : { titleFr: say.later('sitting.noLetters') }),
      ...(isPast(act, input.startsOn) ? { startsOn: say.later('sitting.past') } : {}),
    };
    if (!body || !wanted || Object.keys(errors).length > 0) throw new Invalid(errors);
    const slug = await freeSlug(act, wanted);
    const id = randomUUID();
    const urgent = input.urgent === 'yes';
    await act.db.insert(sitting).values({
      id,
      slug,
      bodyId: body.id,
      mode: input.mode,
      urgent,
      titleFr: input.titleFr,
      titleEn: input.titleEn,
      startsAt,
      place: input.place,
      ...doneBy(act),
    });
    await inSitting(act, { id }, (scene) => scene.record({ kind: 'prepared', mode: input.mode, urgent }));
    return slug;
  });
}

export const conveningInput = z.object({ reason: optionalText(1000) });

/**
 * Convenes a body: the sitting takes its number in the year, and each of its parties is written to. Too late for the rule of the body, the direction signs with a reason,
 * which is kept in the journal.
 * @throws Forbidden, Missing; Invalid where a reason is asked for; Refused
 */
export async function conveneSitting(act: Act, slug: string, { reason }: z.output<typeof conveningInput>): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    const { act, sitting: found, state } = scene;
    if ((await listAgenda(act, found.id)).length === 0) throw new Refused(say.later('sitting.noAgenda'));
    const { days, isEnough } = noticeOf(dayOf(act.now), dayOf(found.startsAt), state.settings.notice);
    if (days < 0) throw new Refused(say.later('sitting.past'));
    if (!isEnough) {
      const numbers = { days: formatNumber(days, 'fr'), asked: formatNumber(state.settings.notice, 'fr') };
      if (!maySignException(act.actor)) throw new Refused(say.later('sitting.late', numbers));
      if (!reason) throw new Invalid({ reason: say.later('sitting.lateReason', numbers) });
    }
    await scene.record({ kind: 'step', to: 'convened', reason: isEnough ? null : reason });
    const { year } = dayOf(found.startsAt);
    const [last] = await act.db
      .select({ number: max(sitting.number) })
      .from(sitting)
      .where(and(eq(sitting.bodyId, found.bodyId), eq(sitting.year, year)));
    await act.db
      .update(sitting)
      .set({ year, number: (last?.number ?? 0) + 1 })
      .where(eq(sitting.id, found.id));
    await sendConvening(scene);
  });
}

/**
 * Opens a sitting: who may vote and by which rules is frozen, for good.
 * @throws Forbidden, Missing; Refused
 */
export async function openSitting(act: Act, slug: string): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    const { act, sitting: found, state } = scene;
    const voters = [...state.voters.values()];
    if (!voters.some(({ exclusion }) => exclusion === null)) throw new Refused(say.later('sitting.noVoter'));
    await scene.record({ kind: 'opened', settings: state.settings, voters });
    await act.db.insert(sittingVoter).values(voters.map((one) => ({ sittingId: found.id, ...one })));
  });
}

export const stepInput = z.object({ reason: optionalText(1000) });

/** Suspends, resumes, closes or cancels a sitting. @throws Forbidden, Missing, Refused; Invalid where a cancelling has no reason */
export async function moveSitting(
  act: Act,
  slug: string,
  to: 'suspended' | 'open' | 'closed' | 'cancelled',
  { reason }: z.output<typeof stepInput>,
): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  if (to === 'cancelled' && !reason) throw new Invalid({ reason: say.later('sitting.cancelReason') });
  await inSitting(act, { slug }, async (scene) => {
    await scene.record({ kind: 'step', to, reason });
    if (to === 'closed' || to === 'cancelled') await closeLinks(scene);
  });
}

/** Names someone of the secretariat a teller of the sitting. @throws Forbidden, Missing; Invalid */
export async function assignTeller(act: Act, slug: string, userId: string): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    const { act, sitting: found } = scene;
    const added = await act.db
      .insert(sittingTeller)
      .values({ sittingId: found.id, userId, ...doneBy(act) })
      .onConflictDoNothing()
      .returning();
    if (added.length > 0) await scene.record({ kind: 'teller_named', teller: userId });
  });
}

/** Takes a teller's task back; what they counted in votes that are closed stays. @throws Forbidden, Missing; Refused while a vote waits for their count */
export async function removeTeller(act: Act, slug: string, userId: string): Promise<void> {
  if (!mayHold(act.actor)) throw new Forbidden();
  await inSitting(act, { slug }, async (scene) => {
    const { act, sitting: found } = scene;
    const removed = await act.db
      .delete(sittingTeller)
      .where(and(eq(sittingTeller.sittingId, found.id), eq(sittingTeller.userId, userId)))
      .returning();
    if (removed.length === 0) throw new Missing(`teller ${userId}`);
    await scene.record({ kind: 'teller_removed', teller: userId });
  });
}

/** Who did it and when, as every table of sittings keeps it. */
export function doneBy(act: Act): { at: Temporal.Instant; byId: string | null; by: string } {
  return { at: act.now, byId: actorId(act.actor), by: actorName(act.actor) };
}

/** A sitting by its address. @throws Missing */
export async function getSitting(act: Act, slug: string): Promise<typeof sitting.$inferSelect> {
  const [found] = await act.db.select().from(sitting).where(eq(sitting.slug, slug));
  if (!found) throw new Missing(`sitting ${slug}`);
  return found;
}

async function closeLinks({ act, sitting: found, state }: Scene): Promise<void> {
  for (const party of state.voters.keys()) await closeAnswerLinks(act, voterLink.purpose, voterLink.subject(found.id, party));
}

function isPast(act: Act, on: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(on, dayOf(act.now)) < 0;
}

/** Null where the title has no letter to make an address of. */
function titleSlug(title: string): string | null {
  try {
    return slugOf(title);
  } catch {
    return null;
  }
}

async function freeSlug(act: Act, slug: string): Promise<string> {
  const rows = await act.db
    .select({ slug: sitting.slug })
    .from(sitting)
    .where(or(eq(sitting.slug, slug), like(sitting.slug, `${slug}-%`)));
  // What the addresses of sittings call otherwise comes first.
  return firstFree(slug, new Set(['nouvelle', 'partie', ...rows.map((one) => one.slug)]));
}
