import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Act } from '../../../../kernel/act.ts';
import { requireCity } from '../../../../kernel/actor.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { optionalText, requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { langs } from '../../../../kernel/i18n/lang.ts';
import { type CallStanding, standingAt } from '../../calls/rules.ts';
import { type FundCall, fundCall, fundCallStep } from '../../calls/schema.ts';
import { fundProject } from '../../projects/schema.ts';
import { titlePath } from '../content/addresses.ts';
import { takeDossierStep } from '../life.ts';
import { signed } from '../../signed.ts';
import { say } from '../messages.ts';
import { fundDossier, fundDossierEdit, fundDossierField } from '../schema.ts';

/** What begins a dossier. `continues` is the reference of a project of the city that it goes on with (*suite*). */
export const beginningInput = z.object({ title: requiredText(200), lang: z.enum(langs), continues: optionalText(40) });

/** Begins a dossier in an open call, for the city of whoever asks. @throws Forbidden, Missing, Refused, Invalid @returns its identifier */
export async function beginDossier(
  act: Act,
  callSlug: string,
  { title, lang, continues }: z.output<typeof beginningInput>,
): Promise<string> {
  const leadId = requireCity(act.actor);
  return inTransaction(act, async (act) => {
    const call = await getOpenCall(act, callSlug);
    if (!call.langs.includes(lang)) throw new Invalid({ lang: say.later('beginning.lang') });
    const id = randomUUID();
    const by = signed(act);
    await act.db.insert(fundDossier).values({
      id,
      callId: call.id,
      formId: call.formId,
      formVersion: call.formVersion,
      leadId,
      title,
      continuesId: continues ? await findOwnProject(act, leadId, continues) : null,
      lang,
      ...by,
    });
    await takeDossierStep(act, { id, state: null, steps: 0 }, 'draft', { onDay: dayOf(act.now) });
    await act.db
      .insert(fundDossierEdit)
      .values({ id: randomUUID(), dossierId: id, number: 1, path: titlePath, value: title, base: 0, ...by });
    await act.db.insert(fundDossierField).values({ dossierId: id, path: titlePath, value: title, number: 1 });
    await audit(act, { command: 'fund.beginDossier', subject: title, detail: { dossier: id, call: call.slug } });
    return id;
  });
}

/** A call that takes dossiers now. @throws Missing where it is not published, Refused outside its days (R7) */
export async function getOpenCall(act: Act, slug: string): Promise<FundCall> {
  const [call] = await act.db.select().from(fundCall).where(eq(fundCall.slug, slug));
  const standing = call && (await findStanding(act, call));
  if (!call || standing === 'draft') throw new Missing(`call ${slug}`);
  if (standing !== 'open') throw new Refused(say.later(`call.${standing!}`));
  return call;
}

/** What a call is now. */
export async function findStanding(act: Act, call: FundCall): Promise<CallStanding> {
  const [step] = await act.db
    .select()
    .from(fundCallStep)
    .where(eq(fundCallStep.callId, call.id))
    .orderBy(desc(fundCallStep.number))
    .limit(1);
  return standingAt(step!.state, call, act.now);
}

async function findOwnProject(act: Act, leadId: string, reference: string): Promise<string> {
  const [project] = await act.db.select().from(fundProject).where(eq(fundProject.reference, reference));
  if (project?.leadId !== leadId) throw new Invalid({ continues: say.later('beginning.project') });
  return project.id;
}
