import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Missing, Refused } from '../../../../kernel/errors.ts';
import { exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../../kernel/http/env.ts';
import { type FieldErrors, type FormValues, submitForm } from '../../../../kernel/http/forms.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, listBodies, readPage } from '../../../register/index.ts';
import { mayPublish, mayReadDrafts, mayWrite } from '../../policy.ts';
import { listPaper } from '../correspondence.ts';
import { say } from '../messages.ts';
import { writeLettersPdf } from '../paper.ts';
import { letterPaths } from '../paths.ts';
import { findRecipients } from '../recipients.ts';
import { readSides, sendPdf } from '../send-pdf.ts';
import { listTemplates } from '../templates/queries.ts';
import {
  abandonMailing,
  choiceInput,
  chooseRecipient,
  confirmationInput,
  confirmMailing,
  createMailing,
  newMailingInput,
  refreshMailing,
} from './commands.ts';
import { exportedRecipients } from './exported.ts';
import { countWays, findMailing, findOutcomes, listMailings, listRecipients, type NamedRecipient } from './queries.ts';
import { ChoicePage } from './views/choice-page.tsx';
import { ConfirmationPage } from './views/confirmation-page.tsx';
import { MailingPage } from './views/mailing-page.tsx';
import { MailingsPage } from './views/mailings-page.tsx';
import { NewMailingPage } from './views/new-mailing-page.tsx';
import { PreviewPage } from './views/preview-page.tsx';
import { writeFor } from './words.ts';

export const mailingRoutes = new Hono<Env>();

const size = 30;

interface Refusal {
  values?: FormValues;
  errors?: FieldErrors;
}

mailingRoutes.get(letterPaths.mailings(), async (c) => {
  const page = readPage(c);
  const { mailings, total } = await listMailings(c.var.act, { page, size });
  return respond(
    c,
    <MailingsPage mailings={mailings} total={total} page={page} pages={Math.ceil(total / size)} mayWrite={mayWrite(c.var.act.actor)} />,
  );
});

mailingRoutes.get(letterPaths.newMailing(), (c) =>
  showNew(c, { values: { template: c.req.query('modele') ?? '', selection: 'members', statuses: ['member'] } }),
);

mailingRoutes.post(letterPaths.newMailing(), async (c) => {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  const result = await submitForm(c, newMailingInput, (input) => createMailing(c.var.act, input));
  return result.ok ? seeOther(c, letterPaths.mailing(result.value)) : showNew(c, result, 422);
});

mailingRoutes.get(letterPaths.mailing(':id'), (c) => showMailing(c, {}));

mailingRoutes.post(letterPaths.refreshing(':id'), async (c) => {
  await refreshMailing(c.var.act, idOf(c));
  return seeOther(c, `${letterPaths.mailing(idOf(c))}?fait=refreshed`);
});

mailingRoutes.get(letterPaths.preview(':id', ':slug'), async (c) => {
  const { act } = c.var;
  const mailing = await findMailing(act, idOf(c));
  const recipients = await listRecipients(act, mailing.id);
  const recipient = pick(recipients, pathParam(c, 'slug'));
  const found = (await findRecipients(act, [recipient.partyId])).get(recipient.partyId)!;
  const words = writeFor(mailing.version, { ...found, lang: recipient.lang }, act.now);
  return respond(c, <PreviewPage mailing={mailing} recipients={recipients} recipient={recipient} words={words} />);
});

mailingRoutes.get(letterPaths.choice(':id', ':slug'), (c) => showChoice(c, {}));

mailingRoutes.post(letterPaths.choice(':id', ':slug'), async (c) => {
  const [id, slug] = [idOf(c), pathParam(c, 'slug')];
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  await findMailing(c.var.act, id);
  const result = await submitForm(c, choiceInput, (input) => chooseRecipient(c.var.act, id, slug, input));
  return result.ok ? seeOther(c, `${letterPaths.mailing(id)}?fait=chosen`) : showChoice(c, result, 422);
});

mailingRoutes.get(letterPaths.confirmation(':id'), (c) => showConfirmation(c, {}));

mailingRoutes.post(letterPaths.confirmation(':id'), async (c) => {
  if (!mayPublish(c.var.act.actor)) throw new Forbidden();
  const id = idOf(c);
  await findMailing(c.var.act, id);
  const result = await submitForm(c, confirmationInput, (input) => confirmMailing(c.var.act, id, input));
  return result.ok ? seeOther(c, letterPaths.mailing(id)) : showConfirmation(c, result, 422);
});

mailingRoutes.post(letterPaths.abandon(':id'), async (c) => {
  await abandonMailing(c.var.act, idOf(c));
  return seeOther(c, letterPaths.mailings());
});

mailingRoutes.get(letterPaths.mailingPdf(':id'), async (c) => {
  const { act } = c.var;
  const mailing = await findMailing(act, idOf(c));
  const letters = await listPaper(act, mailing.id);
  if (letters.length === 0) throw new Missing('letters');
  return sendPdf(c, `lettres-${mailing.templateSlug}`, await writeLettersPdf(act, letters, readSides(c)));
});

async function showNew(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  const { act } = c.var;
  if (!mayWrite(act.actor)) throw new Forbidden();
  const at = await asKnownNow(act);
  return respond(c, <NewMailingPage templates={await listTemplates(act)} bodies={await listBodies(act.db, at)} {...refusal} />, status);
}

async function showMailing(c: RouteContext, refusal: Refusal): Promise<Response> {
  const { act, lang } = c.var;
  const mailing = await findMailing(act, idOf(c));
  const recipients = await listRecipients(act, mailing.id);
  const outcomes = await findOutcomes(act, mailing.id);
  const format = wantsExport(c);
  if (format)
    return exportTable(c, { ...exportedRecipients(recipients, outcomes, lang), filename: `envoi-${mailing.templateSlug}`, format });
  return respond(
    c,
    <MailingPage
      mailing={mailing}
      recipients={recipients}
      outcomes={outcomes}
      ways={await countWays(act, mailing.id)}
      mayWrite={mayWrite(act.actor)}
      mayConfirm={mayPublish(act.actor)}
      done={z.enum(['refreshed', 'chosen']).optional().catch(undefined).parse(c.req.query('fait'))}
      {...refusal}
    />,
  );
}

async function showChoice(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  const mailing = await findMailing(c.var.act, idOf(c));
  const recipient = pick(await listRecipients(c.var.act, mailing.id), pathParam(c, 'slug'));
  return respond(c, <ChoicePage mailing={mailing} recipient={recipient} {...refusal} />, status);
}

async function showConfirmation(c: RouteContext, refusal: Refusal, status: 200 | 422 = 200): Promise<Response> {
  if (!mayPublish(c.var.act.actor)) throw new Forbidden();
  const mailing = await findMailing(c.var.act, idOf(c));
  if (mailing.confirmedAt !== null) throw new Refused(say.later('mailing.left'));
  return respond(c, <ConfirmationPage mailing={mailing} ways={await countWays(c.var.act, mailing.id)} {...refusal} />, status);
}

function pick(recipients: readonly NamedRecipient[], slug: string): NamedRecipient {
  const found = recipients.find((one) => one.party.slug === slug);
  if (!found) throw new Missing(`recipient ${slug}`);
  return found;
}

/** What is no identifier names nothing; but only to those who may know what there is. */
function idOf(c: RouteContext): string {
  if (!mayReadDrafts(c.var.act.actor)) throw new Forbidden();
  const id = z.uuid().safeParse(pathParam(c, 'id'));
  if (!id.success) throw new Missing('mailing');
  return id.data;
}
