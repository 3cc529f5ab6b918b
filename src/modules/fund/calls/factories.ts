import { eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { type CallInput, callInput, changeEligibility, createCall as draftCall, publishCall } from './commands.ts';
import type { EligibilityRule, FormDefinition } from './forms/definition.ts';
import { createForm as draftForm, publishVersion } from './forms/commands.ts';
import { templateForm } from './forms/template.ts';
import { type FundCall, fundCall } from './schema.ts';

/** A published form. @returns its address: its only version is the first */
export async function createForm(
  act: Act,
  { name = 'Formulaire type', definition = templateForm }: { name?: string; definition?: FormDefinition } = {},
): Promise<string> {
  const slug = await draftForm(act, { nameFr: name, nameEn: name }, definition);
  await publishVersion(act, slug, 1);
  return slug;
}

/** What is typed of a call: the cooperation fund's, open in November 2026. */
export function buildCall(form: string, given: Partial<Record<keyof CallInput, string | string[]>> = {}): CallInput {
  return callInput.parse({
    nameFr: 'Fonds de coopération 2027',
    nameEn: 'Cooperation fund 2027',
    summaryFr: 'Projets de services à la population, portés par une ville membre.',
    summaryEn: 'Projects of services to the population, led by a member city.',
    purse: 'cooperation',
    langs: [...langs],
    opensOn: '01/11/2026',
    closesOn: '31/05/2027',
    timeZone: 'Europe/Paris',
    budget: '1000000',
    currency: 'EUR',
    ceilingRate: '80',
    least: '',
    most: '200000',
    decisionPath: 'sitting',
    body: '',
    form: `${form}/1`,
    ...given,
  });
}

/** A stored call, published unless told otherwise; with the template form unless another is given. */
export async function createCall(
  act: Act,
  {
    form,
    eligibility,
    state = 'published',
    ...given
  }: Partial<Record<keyof CallInput, string | string[]>> & {
    form?: string;
    eligibility?: readonly EligibilityRule[];
    state?: 'draft' | 'published';
  } = {},
): Promise<FundCall> {
  const slug = await draftCall(act, buildCall(form ?? (await createForm(act)), given));
  if (eligibility) await changeEligibility(act, slug, eligibility);
  if (state === 'published') await publishCall(act, slug);
  const [call] = await act.db.select().from(fundCall).where(eq(fundCall.slug, slug));
  return call!;
}
