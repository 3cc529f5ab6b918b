import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Act, inTransaction } from '../../../../kernel/act.ts';
import { audit } from '../../../../kernel/audit/audit.ts';
import { Forbidden, Invalid, Missing, Refused } from '../../../../kernel/errors.ts';
import { keepBytes, storedFile } from '../../../../kernel/files/index.ts';
import { requiredText } from '../../../../kernel/http/fields.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang, type Lang, langs, type Message } from '../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../kernel/money.ts';
import { writePaperDocx, writePaperPdf } from '../../../../kernel/papers/index.ts';
import { findNetwork } from '../../../membership/index.ts';
import { asKnownNow, findPartiesById } from '../../../register/index.ts';
import { mayManageFund, maySignFundExceptions } from '../../policy.ts';
import { signed } from '../../signed.ts';
import { say } from '../messages.ts';
import type { Award, Project } from '../schema.ts';
import { lockProject, recordStep } from '../steps.ts';
import { formatRate } from '../../rates.ts';
import { agreementPaper, unknownFields } from './paper.ts';
import { findPending, findTemplate, listAgreements } from './queries.ts';
import { type Change, changesBetween, type InstalmentTerms, isSame, type Terms } from './rules.ts';
import { fundAgreement, fundAgreementWithdrawal, fundTemplate, templateKinds } from './schema.ts';
import { awardOf, readEngaged, termsOn } from './terms.ts';

/** What an agreement is drafted with: its schedule. */
export interface AgreementDraft {
  lang: Lang;
  instalments: InstalmentTerms[];
}

/**
 * Writes the agreement of a project and sends it to be signed, as PDF and Word.
 * @returns its identifier
 * @throws Forbidden; Refused where one is waiting; Invalid where the instalments do not make the grant
 */
export async function sendAgreement(act: Act, projectId: string, draft: AgreementDraft): Promise<string> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const state = await lockProject(act, projectId);
    if (state !== 'awarded') throw new Refused(say.later('agreement.notAwarded'));
    const { project, award } = await awardOf(act.db, projectId);
    const terms: Terms = { ...(await termsOn(act.db, projectId, dayOf(act.now))), instalments: draft.instalments };
    refuseFaults(findFaults(terms, { project, award, chargedCents: 0 }));
    const id = await writeAgreement(act, { project, award, number: 0, lang: draft.lang, terms, changes: [], reason: null });
    await recordStep(act, projectId, { to: 'agreement_sent' });
    return id;
  });
}

/** What an amendment makes of the terms; the instalments that are engaged stay, the others are those given. */
export interface AmendmentDraft {
  lang: Lang;
  grantedCents: number;
  rate: number;
  endsOn: Temporal.PlainDate;
  /** Those that are still to be paid, in their order; their numbers follow. */
  instalments: Omit<InstalmentTerms, 'number'>[];
  reason: string;
}

/**
 * Writes an amendment, which says what it changes, and sends it to be signed.
 * @returns its identifier
 * @throws Forbidden; Refused where the project is not under way, one is waiting, or nothing changes; Invalid where the terms do not hold
 */
export async function sendAmendment(act: Act, projectId: string, draft: AmendmentDraft): Promise<string> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  return inTransaction(act, async (act) => {
    const state = await lockProject(act, projectId);
    if (state !== 'active' && state !== 'suspended') throw new Refused(say.later('amendment.notActive'));
    const cases = await listAgreements(act.db, projectId);
    if (findPending(cases)) throw new Refused(say.later('agreement.pending'));
    const { project, award, isSettled } = await awardOf(act.db, projectId);
    if (isSettled) throw new Refused(say.later('amendment.settled'));
    const before = await termsOn(act.db, projectId, dayOf(act.now));
    const engaged = await readEngaged(act.db, projectId);
    const terms = amend(before, draft, engaged.numbers, await lastNumber(act, projectId));
    refuseFaults(findFaults(terms, { project, award, chargedCents: engaged.chargedCents }));
    const changes = changesBetween(before, terms);
    if (changes.length === 0) throw new Refused(say.later('amendment.nothing'));
    const number = Math.max(...cases.map((one) => one.agreement.number)) + 1;
    // One that was withdrawn is written again under its number.
    const again = cases.findLast(
      (one) => one.withdrawal && !cases.some((other) => other.force && other.agreement.number === one.agreement.number),
    );
    return writeAgreement(act, {
      project,
      award,
      number: again ? again.agreement.number : number,
      lang: draft.lang,
      terms,
      changes,
      reason: draft.reason,
    });
  });
}

/** The terms that an amendment proposes. What stays as it was keeps its number: only what differs is replaced. */
function amend(before: Terms, draft: AmendmentDraft, engaged: readonly number[], last: number): Terms {
  const kept = before.instalments.filter((one) => engaged.includes(one.number));
  const open = before.instalments.filter((one) => !engaged.includes(one.number));
  let number = last;
  const rest = draft.instalments.map((one) => {
    const same = open.find((other) => isSame(other, { ...one, number: other.number }));
    return same ?? { number: (number += 1), ...one };
  });
  return {
    grantedCents: draft.grantedCents,
    rate: draft.rate,
    endsOn: draft.endsOn.toString(),
    instalments: [...kept, ...rest],
  };
}

async function lastNumber(act: Act, projectId: string): Promise<number> {
  const { rows } = await act.db.execute<{ last: number }>(
    sql`select coalesce(max(number), 0)::int as last from fund_instalment where project_id = ${projectId}`,
  );
  return rows[0]!.last;
}

export const withdrawalInput = z.object({ reason: requiredText(1000) });

/** Withdraws what is not signed by both yet. @throws Forbidden, Missing, Refused */
export async function withdrawAgreement(
  act: Act,
  projectId: string,
  id: string,
  { reason }: z.output<typeof withdrawalInput>,
): Promise<void> {
  if (!mayManageFund(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await lockProject(act, projectId);
    const found = (await listAgreements(act.db, projectId)).find((one) => one.agreement.id === id);
    if (!found) throw new Missing(`agreement ${id}`);
    if (found.withdrawal || found.force) throw new Refused(say.later('agreement.over'));
    await act.db.insert(fundAgreementWithdrawal).values({ agreementId: id, reason, ...signed(act) });
    if (found.agreement.number === 0) await recordStep(act, projectId, { to: 'awarded', reason });
    await audit(act, { command: 'fund.agreement.withdraw', subject: projectId, detail: { id, reason } });
  });
}

export const templateInput = z.object({
  kind: z.enum(templateKinds),
  lang: z.enum(langs),
  special: requiredText(40_000),
  general: z.string().trim().max(40_000).default(''),
  annexes: z.string().trim().max(10_000).default(''),
  reason: requiredText(500),
});

/** Records a new version of the words of agreements. @throws Forbidden; Invalid where a field is none that is known */
export async function recordTemplate(act: Act, input: z.output<typeof templateInput>): Promise<void> {
  if (!maySignFundExceptions(act.actor)) throw new Forbidden();
  const faults = Object.fromEntries(
    (['special', 'general', 'annexes'] as const)
      .map((part) => [part, unknownFields(input[part])] as const)
      .filter(([, unknown]) => unknown.length > 0)
      .map(([part, unknown]) => [part, say.later('template.unknown', { fields: unknown.map((one) => `{{${one}}}`).join(', ') })]),
  );
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  await inTransaction(act, async (act) => {
    const { number } = await findTemplate(act.db, input.kind, input.lang);
    await act.db.insert(fundTemplate).values({ ...input, number: (number ?? 0) + 1, ...signed(act) });
    await audit(act, { command: 'fund.template.record', subject: `${input.kind} ${input.lang}`, detail: { reason: input.reason } });
  });
}

/** What does not hold in these terms, by field. */
function findFaults(
  terms: Terms,
  { project, award, chargedCents }: { project: Project; award: Award; chargedCents: number },
): Record<string, Message> {
  const faults: Record<string, Message> = {};
  const money = (cents: number) => (lang: Lang) => formatMoney(cents, lang, project.currency);
  const sum = terms.instalments.reduce((total, one) => total + one.amountCents, 0);
  if (sum !== terms.grantedCents)
    faults['instalments'] = (lang) => say.in(lang)('terms.sum', { sum: money(sum)(lang), granted: money(terms.grantedCents)(lang) });
  if (terms.grantedCents > award.commitmentCents)
    faults['grantedCents'] = (lang) => say.in(lang)('terms.beyond', { most: money(award.commitmentCents)(lang) });
  if (terms.grantedCents < chargedCents)
    faults['grantedCents'] = (lang) => say.in(lang)('terms.justified', { cents: money(chargedCents)(lang) });
  if (terms.rate > award.rate) faults['rate'] = (lang) => say.in(lang)('terms.rate', { rate: formatRate(award.rate, lang) });
  if (Temporal.PlainDate.compare(Temporal.PlainDate.from(terms.endsOn), project.startsOn) < 0) faults['endsOn'] = say.later('terms.ends');
  return faults;
}

function refuseFaults(faults: Record<string, Message>): void {
  if (Object.keys(faults).length > 0) throw new Invalid(faults);
}

interface Written {
  project: Project;
  award: Award;
  number: number;
  lang: Lang;
  terms: Terms;
  changes: Change[];
  reason: string | null;
}

async function writeAgreement(act: Act, { project, award, number, lang, terms, changes, reason }: Written): Promise<string> {
  const at = await asKnownNow(act);
  const { words, number: template } = await findTemplate(act.db, number === 0 ? 'agreement' : 'amendment', lang);
  const donors = terms.instalments.flatMap((one) => one.conditions.flatMap(({ donorId }) => donorId ?? []));
  const parties = await findPartiesById(act.db, [project.leadId, ...donors], at);
  const names = new Map([...parties].map(([id, party]) => [id, inLang(party.name, lang)]));
  const network = await findNetwork(act.db, at);
  const paper = agreementPaper(
    {
      lang,
      number,
      reference: project.reference,
      title: project.titleFr,
      network: network ? inLang(network.name, lang) : 'Beffroi',
      city: names.get(project.leadId) ?? '',
      decision: await decisionOf(act, award, lang),
      currency: project.currency,
      startsOn: project.startsOn,
      terms,
      changes,
      reason,
      date: dayOf(act.now),
      names,
    },
    words,
  );
  const name = `${project.reference}-${number === 0 ? 'convention' : `avenant-${number}`}`;
  const pdfId = await keepBytes(act, { name: `${name}.pdf`, bytes: writePaperPdf(paper) });
  const docxId = await keepBytes(act, { name: `${name}.docx`, bytes: await writePaperDocx(paper) });
  const [pdf] = await act.db.select({ hash: storedFile.sha256 }).from(storedFile).where(eq(storedFile.id, pdfId));
  const earlier = (await listAgreements(act.db, project.id)).filter((one) => one.agreement.number === number).length;
  const id = randomUUID();
  await act.db.insert(fundAgreement).values({
    id,
    projectId: project.id,
    number,
    attempt: earlier + 1,
    lang,
    template,
    terms,
    changes: number === 0 ? null : changes,
    reason,
    pdfId,
    docxId,
    hash: pdf!.hash,
    ...signed(act),
  });
  await audit(act, { command: 'fund.agreement.send', subject: project.reference, detail: { id, number, hash: pdf!.hash } });
  return id;
}

async function decisionOf(
  act: Act,
  { sittingId, decisionId }: Award,
  lang: Lang,
): Promise<{ body: string; code: string; day: Temporal.PlainDate }> {
  const { rows } = await act.db.execute<{ fr: string; en: string | null; code: string; at: string }>(sql`
    select body.name_fr as fr, body.name_en as en, decision.code, sitting.starts_at::text as at
    from sitting join body on body.id = sitting.body_id join decision on decision.id = ${decisionId} where sitting.id = ${sittingId}`);
  const found = rows[0]!;
  return {
    body: lang === 'en' ? (found.en ?? found.fr) : found.fr,
    code: found.code,
    day: dayOf(Temporal.Instant.from(found.at.replace(' ', 'T'))),
  };
}
