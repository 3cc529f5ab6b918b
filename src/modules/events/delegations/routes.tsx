import { Hono } from 'hono';
import type { z } from 'zod';
import type { Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../kernel/export/index.ts';
import { type Env, localPath, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { type FormResult, submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { writeBadges } from '../badges/badges.ts';
import { answerCalendar } from '../calendar/answer.ts';
import { closeFeed, listOpenFeeds, openFeed, readFeed } from '../calendar/feeds.ts';
import { listContactCards } from '../contacts/queries.ts';
import { writeCards } from '../contacts/vcard.ts';
import { readParty } from '../invitations/routes.tsx';
import { findMeeting } from '../meetings/queries.ts';
import { eventsPaths } from '../paths.ts';
import { mayPrepare, mayReadPreparation } from '../policy.ts';
import { addDelegation, changeQuota, confirmDelegate, correctDelegate, nominate, withdrawDelegate } from './commands.ts';
import { confirmationInput, delegateInput, newDelegationInput, quotaInput, withdrawalInput } from './input.ts';
import { exportParticipants } from './participants.ts';
import { findDelegation, listDelegations } from './queries.ts';
import { DelegationPage, type RefusedDelegation } from './views/delegation-page.tsx';
import { DelegationsPage } from './views/delegations-page.tsx';

export const delegationRoutes = new Hono<Env>();

delegationRoutes.get(eventsPaths.delegations(':slug'), async (c) => showDelegations(c));

delegationRoutes.post(eventsPaths.delegations(':slug'), async (c) => {
  if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
  const slug = pathParam(c, 'slug');
  const result = await submitForm(c, newDelegationInput, (input) => addDelegation(c.var.act, slug, input));
  return result.ok ? seeOther(c, eventsPaths.delegation(slug, result.value)) : showDelegations(c, result);
});

delegationRoutes.get(eventsPaths.participants(':slug'), async (c) => {
  const { act, lang } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const format = wantsExport(c) ?? 'csv';
  return exportTable(c, {
    ...exportParticipants(await listDelegations(act, held.id), lang),
    filename: `participants-${held.slug}`,
    format,
  });
});

delegationRoutes.get(eventsPaths.badges(':slug'), async (c) => {
  const { act, lang } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  return c.body(new Uint8Array(writeBadges(held, await listDelegations(act, held.id), lang)), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="badges-${held.slug}.pdf"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
});

delegationRoutes.get(eventsPaths.contacts(':slug'), async (c) => {
  const { act, lang } = c.var;
  if (!mayReadPreparation(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const version = c.req.query('version') === '3.0' ? '3.0' : '4.0';
  return c.body(writeCards(await listContactCards(act, held.id, lang), version), 200, {
    'content-type': 'text/vcard; charset=utf-8',
    'content-disposition': `attachment; filename="contacts-${held.slug}.vcf"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
});

delegationRoutes.get(eventsPaths.delegation(':slug', ':party'), async (c) => showDelegation(c));

change('quota', eventsPaths.quota(':slug', ':party'), quotaInput, changeQuota);
change('nomination', eventsPaths.delegation(':slug', ':party'), delegateInput, nominate);
changeOne('correction', eventsPaths.delegate(':slug', ':party', ':id'), delegateInput, correctDelegate);
changeOne('confirmation', eventsPaths.delegateConfirmation(':slug', ':party', ':id'), confirmationInput, confirmDelegate);
changeOne('withdrawal', eventsPaths.delegateWithdrawal(':slug', ':party', ':id'), withdrawalInput, withdrawDelegate);

delegationRoutes.post(eventsPaths.feedOpening(':slug', ':party', ':id'), async (c) => {
  const { act, lang } = c.var;
  const delegateId = await readDelegate(c);
  const token = await openFeed(act, delegateId);
  // Shown once, in the answer itself: an address that held the secret would stay in the browser's history.
  return showDelegation(c, undefined, { delegateId, url: act.site.url + localPath(lang, eventsPaths.feed(token)) });
});

delegationRoutes.post(eventsPaths.feedClosing(':slug', ':party', ':id'), async (c) => {
  await closeFeed(c.var.act, await readDelegate(c));
  return seeOther(c, eventsPaths.delegation(pathParam(c, 'slug'), pathParam(c, 'party')));
});

delegationRoutes.get(eventsPaths.feed(':token'), async (c) =>
  answerCalendar(c, 'agenda', await readFeed(c.var.act, pathParam(c, 'token').replace(/\.ics$/, ''), c.var.lang)),
);

type Refusal = Extract<FormResult<unknown>, { ok: false }>;

/** One form about a delegation. */
function change<S extends z.ZodType>(
  form: RefusedDelegation['form'],
  path: string,
  input: S,
  run: (act: Act, slug: string, partyId: string, input: z.output<S>) => Promise<void>,
): void {
  delegationRoutes.post(path, async (c) => {
    if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
    const slug = pathParam(c, 'slug');
    const party = await readParty(c);
    const result = await submitForm(c, input, (value) => run(c.var.act, slug, party.id, value));
    return result.ok ? seeOther(c, eventsPaths.delegation(slug, party.slug)) : showDelegation(c, { form, ...refusalOf(result) });
  });
}

/** One form about someone of a delegation. */
function changeOne<S extends z.ZodType>(
  form: RefusedDelegation['form'],
  path: string,
  input: S,
  run: (act: Act, slug: string, partyId: string, delegateId: string, input: z.output<S>) => Promise<void>,
): void {
  delegationRoutes.post(path, async (c) => {
    if (!mayPrepare(c.var.act.actor)) throw new Forbidden();
    const [slug, delegateId] = [pathParam(c, 'slug'), pathParam(c, 'id')];
    const party = await readParty(c);
    const result = await submitForm(c, input, (value) => run(c.var.act, slug, party.id, delegateId, value));
    return result.ok
      ? seeOther(c, eventsPaths.delegation(slug, party.slug))
      : showDelegation(c, { form, delegateId, ...refusalOf(result) });
  });
}

function refusalOf({ values, errors }: Refusal): Pick<RefusedDelegation, 'values' | 'errors'> {
  return { values, errors };
}

/** The identifier in the address, of someone who is of that delegation. @throws Forbidden, Missing */
async function readDelegate(c: RouteContext): Promise<string> {
  const { act } = c.var;
  if (!mayPrepare(act.actor)) throw new Forbidden();
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const { delegates } = await findDelegation(act, held.id, (await readParty(c)).id);
  const found = delegates.find(({ id }) => id === pathParam(c, 'id'));
  if (!found) throw new Missing('delegate');
  return found.id;
}

async function showDelegations(c: RouteContext, refused?: Refusal): Promise<Response> {
  const { act } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  return respond(
    c,
    <DelegationsPage
      held={held}
      delegations={await listDelegations(act, held.id)}
      mayPrepare={mayPrepare(act.actor)}
      values={refused?.values}
      errors={refused?.errors}
    />,
    refused ? 422 : 200,
  );
}

async function showDelegation(c: RouteContext, refused?: RefusedDelegation, feed?: { delegateId: string; url: string }): Promise<Response> {
  const { act } = c.var;
  const held = await findMeeting(act, pathParam(c, 'slug'));
  const delegation = await findDelegation(act, held.id, (await readParty(c)).id);
  const openFeeds = await listOpenFeeds(
    act,
    delegation.delegates.map(({ id }) => id),
  );
  return respond(
    c,
    <DelegationPage
      held={held}
      delegation={delegation}
      openFeeds={openFeeds}
      feed={feed}
      mayPrepare={mayPrepare(act.actor)}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}
