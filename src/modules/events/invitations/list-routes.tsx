import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow } from '../../register/index.ts';
import { findMeeting, type PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';
import { mayPrepare, mayReadPreparation, maySignList } from '../policy.ts';
import { listStates } from '../vocabulary.ts';
import { computeList } from './compute.ts';
import { digestInput, reasonInput } from './input.ts';
import { abandonList, approveList } from './list-commands.ts';
import { exportLines } from './lists.ts';
import { compareLists, findList, type KeptList } from './queries.ts';
import { canBecome } from './rules.ts';
import { planSending, sendInvitations } from './sending.ts';
import { AbandonmentPage, ApprovalPage, ListPage, SendingPage } from './views/list-page.tsx';

/** One list: read, signed, given up, sent. */
export const listRoutes = new Hono<Env>();

listRoutes.get(eventsPaths.list(':slug', ':number'), async (c) => {
  const { act, lang } = c.var;
  const { held, list } = await readList(c);
  const format = wantsExport(c);
  const lines = list.lines.map((line) => ({ ...line, reason: inLang(line.reason, lang) }));
  if (format) return exportTable(c, { ...exportLines(lines, lang), filename: `invitations-${held.slug}-${list.number}`, format });
  const done = listStates.find((state) => state === c.req.query('fait') && state === list.state);
  return respond(
    c,
    <ListPage
      held={held}
      list={list}
      mayPrepare={mayPrepare(act.actor)}
      maySign={maySignList(act.actor)}
      done={done ? say.in(lang)(`list.done.${done}`) : null}
    />,
  );
});

listRoutes.get(eventsPaths.approval(':slug', ':number'), async (c) => showApproval(c));

listRoutes.post(eventsPaths.approval(':slug', ':number'), async (c) => {
  if (!maySignList(c.var.act.actor)) throw new Forbidden();
  const [slug, number] = readAddress(c);
  const result = await submitForm(c, digestInput, (input) => approveList(c.var.act, slug, number, input));
  return result.ok ? seeOther(c, `${eventsPaths.list(slug, number)}?fait=approved`) : showApproval(c, result);
});

listRoutes.get(eventsPaths.abandonment(':slug', ':number'), async (c) => showAbandonment(c));

listRoutes.post(eventsPaths.abandonment(':slug', ':number'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const [slug, number] = readAddress(c);
  const result = await submitForm(c, reasonInput, (input) => abandonList(c.var.act, slug, number, input));
  return result.ok ? seeOther(c, `${eventsPaths.list(slug, number)}?fait=abandoned`) : showAbandonment(c, result);
});

listRoutes.get(eventsPaths.sending(':slug', ':number'), async (c) => showSending(c));

listRoutes.post(eventsPaths.sending(':slug', ':number'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const [slug, number] = readAddress(c);
  const result = await submitForm(c, z.object({}), () => sendInvitations(c.var.act, slug, number));
  return result.ok ? seeOther(c, `${eventsPaths.answers(slug)}?envoyees=${result.value}`) : showSending(c, result);
});

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

async function showApproval(c: RouteContext, refused?: Refusal): Promise<Response> {
  if (!maySignList(c.var.act.actor)) throw new Forbidden();
  const { held, list } = await readList(c);
  // A link kept from before, a second tab: the list has gone on since.
  if (!refused && !canBecome(list.state, 'approved')) return seeOther(c, eventsPaths.list(held.slug, list.number));
  return respond(c, <ApprovalPage held={held} list={list} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showAbandonment(c: RouteContext, refused?: Refusal): Promise<Response> {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const { held, list } = await readList(c);
  if (!refused && !canBecome(list.state, 'abandoned')) return seeOther(c, eventsPaths.list(held.slug, list.number));
  return respond(c, <AbandonmentPage held={held} list={list} values={refused?.values} errors={refused?.errors} />, refused ? 422 : 200);
}

async function showSending(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const { held, list } = await readList(c);
  if (!refused && !canBecome(list.state, 'sent')) return seeOther(c, eventsPaths.list(held.slug, list.number));
  const computed = await computeList(act, held.id, await asKnownNow(act));
  return respond(
    c,
    <SendingPage
      held={held}
      list={list}
      dispatches={await planSending(act, held, list)}
      differences={computed ? compareLists(list, computed) : []}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function readList(c: RouteContext): Promise<{ held: PreparedMeeting; list: KeptList }> {
  const [slug, number] = readAddress(c);
  const held = await findMeeting(c.var.act, slug);
  return { held, list: await findList(c.var.act, held.id, number) };
}

/** The event and the number of the list. @throws Forbidden to who may not read lists; Missing where the number is none */
function readAddress(c: RouteContext): [slug: string, number: number] {
  if (!mayReadPreparation(c.var.act.actor)) throw new Forbidden();
  const number = Number(pathParam(c, 'number'));
  if (!Number.isSafeInteger(number) || number < 1 || number > 1_000_000) throw new Missing('list');
  return [pathParam(c, 'slug'), number];
}
