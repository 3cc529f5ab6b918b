import { randomUUID } from 'node:crypto';
import { eq, like, sql } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { actorId, actorName } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { emailField } from '../../../../kernel/auth/users/commands.ts';
import { Forbidden, Invalid, Refused } from '../../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { langs, type Lang } from '../../../../kernel/i18n/lang.ts';
import { asKnownNow, findParty, findStatesOf, listStates } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { mayManageMembership } from '../../policy.ts';
import { membershipApplication } from '../../schema.ts';
import { applicantCategories } from '../../vocabulary.ts';
import { mailDraftLink, refuseReader, takeStep } from '../life.ts';
import { type Application, lockApplication, type Opening } from '../queries.ts';
import { findGaps } from '../rules.ts';

/** Begins a request: an address, to which the link that goes on with it is sent. */
export const beginningInput = z.object({ email: emailField });

/** Which authority asks: one thing per page. */
export const authorityInput = z.object({
  name: requiredText(200),
  state: requiredText(100),
  category: z.enum(applicantCategories),
  hasCouncil: z.enum(['yes', 'no']).default('yes'),
});
export const headInput = z.object({ headName: requiredText(200), headFunction: optionalText(200) });
export const contactInput = z.object({
  contactName: requiredText(200),
  contactFunction: optionalText(200),
  contactEmail: emailField,
  lang: z.enum(langs),
});
export const motivesInput = z.object({ motives: optionalText(4000) });
export const submissionInput = z.object({ declared: z.literal('yes') });

/** What the secretariat fills in for a city, on one page. `party` is its address in the register, where it is there. */
export const cityApplicationInput = z.object({
  party: optionalText(100),
  name: optionalText(200),
  state: optionalText(100),
  category: authorityInput.shape.category,
  hasCouncil: authorityInput.shape.hasCouncil,
  ...headInput.shape,
  ...contactInput.shape,
  ...motivesInput.shape,
});

/**
 * Begins a request to join, by anyone: the caller has counted the attempt. The address is sent a link to go on with it.
 * @returns the token of that link, for the browser that asked
 */
export async function beginApplication(act: Act, { email }: z.output<typeof beginningInput>, lang: Lang): Promise<string> {
  return inTransaction(act, async (act) => {
    const row = { ...created(act), contactEmail: email, lang, name: null };
    await act.db.insert(membershipApplication).values(row);
    await takeStep(act, { id: row.id, steps: [], as: 'link', contactName: email }, 'draft');
    return mailDraftLink(act, row, 'begun', 'begun');
  });
}

/** Begins a request on behalf of a city, in the register or not. @throws Forbidden; Invalid @returns its identifier */
export async function beginForCity(act: Act, input: z.output<typeof cityApplicationInput>): Promise<string> {
  if (!mayManageMembership(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const { party, name, state, hasCouncil, ...fields } = input;
    const known = party ? await findKnown(act, party) : null;
    const errors = {
      ...(known || name ? {} : { name: say.later('application.nameMissing') }),
      ...(known?.stateId || state ? {} : { state: say.later('application.stateMissing') }),
    };
    if (Object.keys(errors).length > 0) throw new Invalid(errors);
    const row = {
      ...created(act),
      ...fields,
      partyId: known?.id ?? null,
      name: name ?? known!.name,
      stateId: state ? await findState(act, state) : known!.stateId!,
      hasCouncil: hasCouncil === 'yes',
    };
    await act.db.insert(membershipApplication).values(row);
    await takeStep(act, { id: row.id, steps: [], as: 'staff', contactName: null }, 'draft');
    await audit(act, { command: 'membership.begin', subject: row.name });
    return row.id;
  });
}

/** Saves which authority asks. @throws Missing, Forbidden, Refused once it was sent in; Invalid for a State that the register does not have */
export async function saveAuthority(act: Act, opening: Opening, input: z.output<typeof authorityInput>): Promise<void> {
  await saveDraft(act, opening, async (act) => ({
    name: input.name,
    stateId: await findState(act, input.state),
    category: input.category,
    hasCouncil: input.hasCouncil === 'yes',
  }));
}

/** Saves who heads the authority. @throws Missing, Forbidden, Refused */
export async function saveHead(act: Act, opening: Opening, input: z.output<typeof headInput>): Promise<void> {
  await saveDraft(act, opening, async () => input);
}

/** Saves who answers for the file. @throws Missing, Forbidden, Refused */
export async function saveContact(act: Act, opening: Opening, input: z.output<typeof contactInput>): Promise<void> {
  await saveDraft(act, opening, async () => input);
}

/** Saves why the authority wants to join. @throws Missing, Forbidden, Refused */
export async function saveMotives(act: Act, opening: Opening, input: z.output<typeof motivesInput>): Promise<void> {
  await saveDraft(act, opening, async () => input);
}

/**
 * Sends a file in: it gets its reference, its author a mail.
 * @throws Missing, Forbidden; Refused when something is missing in it
 */
export async function submitApplication(act: Act, opening: Opening): Promise<string> {
  return inTransaction(act, async (act) => {
    const application = await lockApplication(act, opening);
    refuseReader(act, application);
    const gaps = findGaps({ ...application, documents: application.documents.map(({ kind }) => kind) });
    if (gaps.length > 0)
      throw new Refused((lang) => say.in(lang)('application.gaps', { gaps: gaps.map((gap) => say.in(lang)(`step.${gap}`)).join(', ') }));
    const reference = application.reference ?? (await nextReference(act));
    await act.db.update(membershipApplication).set({ reference }).where(eq(membershipApplication.id, application.id));
    await takeStep(act, application, 'submitted');
    await mailDraftLink(act, application, `received:${application.steps.length}`, 'received', { reference });
    await audit(act, { command: 'membership.submit', subject: reference });
    return reference;
  });
}

/** Mails a new link for each file of this address that is not decided: the same answer whether or not there is one. */
export async function sendResumeLinks(act: Act, { email }: z.output<typeof beginningInput>): Promise<void> {
  await inTransaction(act, async (act) => {
    const rows = await act.db.select().from(membershipApplication).where(eq(membershipApplication.contactEmail, email)).limit(20);
    for (const row of rows) await mailDraftLink(act, row, `resumed:${act.now.toString()}`, 'resumed');
  });
}

async function saveDraft(
  act: Act,
  opening: Opening,
  read: (act: Act, application: Application) => Promise<Partial<typeof membershipApplication.$inferInsert>>,
): Promise<void> {
  await inTransaction(act, async (act) => {
    const application = await lockApplication(act, opening);
    refuseReader(act, application);
    if (application.state !== 'draft') throw new Refused(say.later('application.sent'));
    const change = await read(act, application);
    await act.db.update(membershipApplication).set(change).where(eq(membershipApplication.id, application.id));
    await audit(act, { command: 'membership.saveDraft', subject: application.id, detail: { fields: Object.keys(change) } });
  });
}

function created(act: Act) {
  return { id: randomUUID(), createdAt: act.now, createdById: actorId(act.actor), createdBy: actorName(act.actor) };
}

async function findKnown(act: Act, slug: string): Promise<{ id: string; name: string; stateId: string | null }> {
  const at = await asKnownNow(act);
  const found = await findParty(act.db, slug, at);
  if (found?.kind !== 'local_authority' && found?.kind !== 'association')
    throw new Invalid({ party: say.later('application.unknownParty') });
  return { id: found.id, name: found.name.fr, stateId: (await findStatesOf(act.db, at, [found.id])).get(found.id) ?? null };
}

async function findState(act: Act, slug: string): Promise<string> {
  const found = (await listStates(act.db, await asKnownNow(act))).find((one) => one.slug === slug);
  if (!found) throw new Invalid({ state: say.later('application.unknownState') });
  return found.id;
}

/** « 2026-004 »: numbered within the year, under a lock, so that no number is given twice nor passed over. */
async function nextReference(act: Act): Promise<string> {
  await act.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('membership reference', 0))`);
  const { year } = dayOf(act.now);
  const [last] = await act.db
    .select({ number: sql<number | null>`max(split_part(${membershipApplication.reference}, '-', 2)::integer)` })
    .from(membershipApplication)
    .where(like(membershipApplication.reference, `${year}-%`));
  return `${year}-${String((last?.number ?? 0) + 1).padStart(3, '0')}`;
}
