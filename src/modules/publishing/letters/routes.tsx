import { Hono } from 'hono';
import { z } from 'zod';
import { isStaff } from '../../../kernel/actor.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { serveFile } from '../../../kernel/files/index.ts';
import { type Env, pathParam, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { asKnownNow, findPartiesById, findParty, type PartyRef } from '../../register/index.ts';
import { mayWrite } from '../policy.ts';
import {
  findLetter,
  type LetterFile,
  listOwnLetters,
  listPaper,
  listSent,
  markPosted,
  postedInput,
  setLetterLanguage,
} from './correspondence.ts';
import { mailingRoutes } from './mailings/routes.tsx';
import { writeLettersPdf } from './paper.ts';
import { letterPaths } from './paths.ts';
import { findRecipients } from './recipients.ts';
import { readSides, sendPdf } from './send-pdf.ts';
import { templateRoutes } from './templates/routes.tsx';
import { unsubscribingRoutes } from './unsubscribing/routes.tsx';
import { LetterPage, OwnLetterPage } from './views/letter-page.tsx';
import { OwnLettersPage } from './views/own-letters-page.tsx';
import { PaperPage } from './views/paper-page.tsx';
import { PartyLettersPage } from './views/party-letters-page.tsx';

const own = new Hono<Env>()
  .get(letterPaths.party(':slug'), async (c) => {
    const party = await partyOf(c);
    const { act } = c.var;
    const recipient = (await findRecipients(act, [party.id])).get(party.id)!;
    return respond(
      c,
      <PartyLettersPage
        party={party}
        recipient={recipient}
        sent={await listSent(act, party.id)}
        mayWrite={mayWrite(act.actor)}
        isDone={c.req.query('fait') !== undefined}
      />,
    );
  })
  .post(letterPaths.language(':slug'), async (c) => {
    if (!mayWrite(c.var.act.actor)) throw new Forbidden();
    const party = await partyOf(c);
    await submitForm(c, z.object({ lang: z.enum(langs).catch('fr') }), ({ lang }) => setLetterLanguage(c.var.act, party, lang));
    return seeOther(c, `${letterPaths.party(party.slug)}?fait`);
  })
  .get(letterPaths.paper(), async (c) => {
    const letters = await listPaper(c.var.act);
    return respond(
      c,
      <PaperPage
        letters={letters}
        parties={await partiesOf(c, letters)}
        mayWrite={mayWrite(c.var.act.actor)}
        posted={Number(c.req.query('postees')) || 0}
      />,
    );
  })
  .post(letterPaths.allPosted(), async (c) => {
    if (!mayWrite(c.var.act.actor)) throw new Forbidden();
    const result = await submitForm(c, postedInput, async ({ ids }) => {
      await markPosted(c.var.act, ids);
      return ids.length;
    });
    return result.ok ? seeOther(c, `${letterPaths.paper()}?postees=${result.value}`) : seeOther(c, letterPaths.paper());
  })
  .get(letterPaths.paperPdf(), async (c) => {
    const letters = await listPaper(c.var.act);
    if (letters.length === 0) throw new Missing('letters');
    return sendPdf(c, 'lettres', await writeLettersPdf(c.var.act, letters, readSides(c)));
  })
  .get(letterPaths.letter(':id'), async (c) => {
    const file = await staffLetter(c);
    const party = (await partiesOf(c, [file.letter])).get(file.letter.partyId)!;
    return respond(c, <LetterPage {...file} party={party} mayWrite={mayWrite(c.var.act.actor)} />);
  })
  .get(letterPaths.letterPdf(':id'), async (c) => {
    const { letter } = await staffLetter(c);
    return sendPdf(c, `lettre-${letter.id.slice(0, 8)}`, await writeLettersPdf(c.var.act, [letter]));
  })
  .get(letterPaths.letterFile(':id', ':position'), async (c) => serveAttachment(c, await staffLetter(c)))
  .post(letterPaths.posted(':id'), async (c) => {
    const id = (await staffLetter(c)).letter.id;
    await markPosted(c.var.act, [id]);
    return seeOther(c, letterPaths.paper());
  })
  .get(letterPaths.own(), async (c) => {
    const { partyId, letters } = await listOwnLetters(c.var.act);
    const party = (await findPartiesById(c.var.act.db, [partyId], await asKnownNow(c.var.act))).get(partyId)!;
    return respond(c, <OwnLettersPage party={party} letters={letters} />);
  })
  .get(letterPaths.ownLetter(':id'), async (c) => respond(c, <OwnLetterPage {...await ownLetter(c)} />))
  .get(letterPaths.ownFile(':id', ':position'), async (c) => serveAttachment(c, await ownLetter(c)));

/** Letters: what was sent to a party, what waits to be posted, templates, mailings, and how to have no more of them. */
export const letterRoutes = new Hono<Env>()
  .route('/', templateRoutes)
  .route('/', mailingRoutes)
  .route('/', unsubscribingRoutes)
  .route('/', own);

/** A party by its address, for the secretariat. */
async function partyOf(c: RouteContext): Promise<PartyRef> {
  if (!isStaff(c.var.act.actor)) throw new Forbidden();
  const party = await findParty(c.var.act.db, pathParam(c, 'slug'), await asKnownNow(c.var.act));
  if (!party) throw new Missing('party');
  return party;
}

async function staffLetter(c: RouteContext): Promise<LetterFile> {
  if (!isStaff(c.var.act.actor)) throw new Forbidden();
  return findLetter(c.var.act, idOf(c));
}

async function ownLetter(c: RouteContext): Promise<LetterFile> {
  const { actor } = c.var.act;
  if (actor.kind !== 'user' || actor.role !== 'city') throw new Forbidden();
  return findLetter(c.var.act, idOf(c));
}

async function serveAttachment(c: RouteContext, { attachments }: LetterFile): Promise<Response> {
  const found = attachments.find((one) => String(one.position) === pathParam(c, 'position'));
  if (!found) throw new Missing('attachment');
  return serveFile(c, found.fileId);
}

async function partiesOf(c: RouteContext, letters: readonly { partyId: string }[]): Promise<Map<string, PartyRef>> {
  return findPartiesById(
    c.var.act.db,
    letters.map((one) => one.partyId),
    await asKnownNow(c.var.act),
  );
}

/** What is no identifier names nothing. */
function idOf(c: RouteContext): string {
  const id = z.uuid().safeParse(pathParam(c, 'id'));
  if (!id.success) throw new Missing('letter');
  return id.data;
}
