import { eq } from 'drizzle-orm';
import type { Act } from '../../../../kernel/act.ts';
import { parseDay } from '../../../../kernel/dates.ts';
import type { RouteContext } from '../../../../kernel/http/env.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { type Paper, writePaperPdf } from '../../../../kernel/papers/index.ts';
import { type PartyRef, revisionAt } from '../../../register/index.ts';
import { findNetwork } from '../../standing/network.ts';
import { findCall } from '../calls/commands.ts';
import { findMailings } from '../contacts/queries.ts';
import { dueCampaign, dueScaleVoluntary } from '../schema.ts';
import { callPaper, statementPaper } from './papers.ts';
import { getStatement } from './statement.ts';

/** Answers with the PDF of a call, in the language of the member. @throws Missing */
export async function sendCallPdf(c: RouteContext, party: PartyRef, callId: string): Promise<Response> {
  const { act } = c.var;
  const call = await findCall(act, party.id, callId);
  const { lang } = (await findMailings(act, [party.id])).get(party.id)!;
  const voluntary = call.campaignId && call.kind === 'due' ? await listVoluntary(act, call.campaignId) : [];
  return sendPdf(c, callPaper(call, { network: await network(act), party }, lang, voluntary), `appel-${call.year}-${party.slug}`);
}

/** Answers with the statement of a member as PDF, in the reader's language, between the days of the address. */
export async function sendStatementPdf(c: RouteContext, party: PartyRef): Promise<Response> {
  const { act, lang } = c.var;
  const statement = await getStatement(act.db, party.id, readPeriod(c));
  return sendPdf(c, statementPaper(statement, { network: await network(act), party }, lang), `releve-${party.slug}-${statement.to.toString()}`);
}

/** `?from=01/01/2024&to=31/12/2024`; from the beginning to today where nothing, or no day, is asked. */
export function readPeriod(c: RouteContext): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const from = parseDay(c.req.query('from') ?? '') ?? Temporal.PlainDate.from('1900-01-01');
  const to = parseDay(c.req.query('to') ?? '') ?? dayOf(c.var.act.now);
  return Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : { from: to, to: from };
}

function sendPdf(c: RouteContext, paper: Paper, name: string): Response {
  return c.body(new Uint8Array(writePaperPdf(paper)), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${name}.pdf"`,
    'cache-control': 'private, no-store',
  });
}

async function network(act: Act): Promise<PartyRef | null> {
  return findNetwork(act.db, { on: dayOf(act.now), revision: await revisionAt(act.db, null) });
}

async function listVoluntary(act: Act, campaignId: string): Promise<number[]> {
  const rows = await act.db
    .select({ cents: dueScaleVoluntary.amountCents })
    .from(dueCampaign)
    .innerJoin(dueScaleVoluntary, eq(dueScaleVoluntary.scaleId, dueCampaign.scaleId))
    .where(eq(dueCampaign.id, campaignId))
    .orderBy(dueScaleVoluntary.amountCents);
  return rows.map((row) => row.cents);
}
