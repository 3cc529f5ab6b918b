import type { Act } from '../../../../kernel/act.ts';
import { parseDay } from '../../../../kernel/dates.ts';
import type { RouteContext } from '../../../../kernel/http/env.ts';
import { dayOf } from '../../../../kernel/i18n/format.ts';
import { type Paper, writePaperPdf } from '../../../../kernel/papers/index.ts';
import { asKnownNow, type PartyRef } from '../../../register/index.ts';
import { findNetwork } from '../../standing/network.ts';
import { findCall } from '../calls/commands.ts';
import { callPaper } from '../calls/paper.ts';
import { listVoluntary } from '../calls/queries.ts';
import { findMailings } from '../contacts/queries.ts';
import { statementPaper } from './papers.ts';
import { getStatement } from './statement.ts';

/** Answers with the PDF of a call, in the language of the member. @throws Missing */
export async function sendCallPdf(c: RouteContext, party: PartyRef, callId: string): Promise<Response> {
  const { act } = c.var;
  const call = await findCall(act, party.id, callId);
  const { lang, recipients } = (await findMailings(act, [party.id])).get(party.id)!;
  const voluntary = (await listVoluntary(act, [call])).get(call.campaignId ?? '') ?? [];
  const parties = { network: await network(act), party, lines: recipients[0]!.lines };
  return sendPdf(c, callPaper(call, parties, lang, voluntary), `appel-${call.year}-${party.slug}`);
}

/** Answers with the statement of a member as PDF, in the reader's language, between the days of the address. */
export async function sendStatementPdf(c: RouteContext, party: PartyRef): Promise<Response> {
  const { act, lang } = c.var;
  const statement = await getStatement(act.db, party.id, readPeriod(c));
  return sendPdf(
    c,
    statementPaper(statement, { network: await network(act), party }, lang),
    `releve-${party.slug}-${statement.to.toString()}`,
  );
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
  return findNetwork(act.db, await asKnownNow(act));
}
