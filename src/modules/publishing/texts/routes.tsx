import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { submitForm } from '../../../kernel/http/forms.ts';
import { respond } from '../../../ui/index.ts';
import { publishingPaths } from '../paths.ts';
import { mayPublish, mayReadDrafts, mayWrite } from '../policy.ts';
import { textKinds, textStates } from '../vocabulary.ts';
import { createText } from './commands.ts';
import { mentionReasonInput, newTextInput } from './input.ts';
import { giveReason, recordReading } from './life.ts';
import { findDraft, findVersion, listDrafts, listVersions, type DraftText } from './queries.ts';
import { readText, type TextReading } from './reading.ts';
import { ComparisonPage } from './views/comparison-page.tsx';
import { DraftPage } from './views/draft-page.tsx';
import { DraftsPage } from './views/drafts-page.tsx';
import { NewTextPage } from './views/new-text-page.tsx';
import { ReadingPage, type ReadingPageProps } from './views/reading-page.tsx';

const pageSize = 50;

export const textRoutes = new Hono<Env>();

textRoutes.get(publishingPaths.drafts(), async (c) => {
  const { act } = c.var;
  const filter = {
    state: textStates.find((state) => state === c.req.query('state')),
    kind: textKinds.find((kind) => kind === c.req.query('kind')),
    words: c.req.query('words')?.trim().slice(0, 200) || undefined,
  };
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(c.req.query('page'))) || 1));
  const { texts, total } = await listDrafts(act, filter, { page, size: pageSize });
  return respond(
    c,
    <DraftsPage
      texts={texts}
      total={total}
      page={page}
      pages={Math.ceil(total / pageSize)}
      filter={filter}
      mayWrite={mayWrite(act.actor)}
    />,
  );
});

textRoutes.get(publishingPaths.newDraft(), (c) => {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  return respond(c, <NewTextPage />);
});

textRoutes.post(publishingPaths.newDraft(), async (c) => {
  const { act } = c.var;
  if (!mayWrite(act.actor)) throw new Forbidden();
  const result = await submitForm(c, newTextInput, (input) => createText(act, input));
  if (result.ok) return seeOther(c, publishingPaths.edition(result.value));
  return respond(c, <NewTextPage values={result.values} errors={result.errors} />, 422);
});

textRoutes.get(publishingPaths.draft(':slug'), async (c) => {
  const { act } = c.var;
  const text = await findDraft(act, c.req.param('slug')!);
  const done = c.req.query('fait');
  return respond(
    c,
    <DraftPage
      text={text}
      versions={await listVersions(act, text.id)}
      mayWrite={mayWrite(act.actor)}
      mayPublish={mayPublish(act.actor)}
      done={done === 'saved' ? done : textStates.find((state) => state === done && state === text.state)}
    />,
  );
});

textRoutes.get(publishingPaths.reading(':slug'), async (c) => showReading(c, { kept: c.req.query('motif') !== undefined }));

textRoutes.post(publishingPaths.reading(':slug'), async (c) => {
  const slug = c.req.param('slug')!;
  const result = await submitForm(c, z.object({}), () => recordReading(c.var.act, slug));
  if (result.ok) return seeOther(c, `${publishingPaths.draft(slug)}?fait=read`);
  return showReading(c, { errors: result.errors });
});

textRoutes.post(publishingPaths.reasons(':slug'), async (c) => {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  const slug = c.req.param('slug')!;
  const result = await submitForm(c, mentionReasonInput, (input) => giveReason(c.var.act, slug, input));
  if (result.ok) return seeOther(c, `${publishingPaths.reading(slug)}?motif`);
  return showReading(c, { errors: result.errors });
});

textRoutes.get('/redaction/:slug/comparaison/:lang/:from/:to', async (c) => {
  const { act } = c.var;
  const text = await findDraft(act, c.req.param('slug'));
  const language = readLanguage(c);
  const [before, after] = [
    await findVersion(act, text.id, language, readNumber(c, 'from')),
    await findVersion(act, text.id, language, readNumber(c, 'to')),
  ];
  return respond(c, <ComparisonPage text={text} before={before} after={after} language={language} />);
});

async function showReading(c: RouteContext, more: Pick<ReadingPageProps, 'errors' | 'kept'>): Promise<Response> {
  const { act } = c.var;
  if (!mayReadDrafts(act.actor)) throw new Forbidden();
  const text = await findDraft(act, c.req.param('slug')!);
  return respond(
    c,
    <ReadingPage text={text} readings={await readAll(c, text)} mayWrite={mayWrite(act.actor)} {...more} />,
    more.errors ? 422 : 200,
  );
}

async function readAll(c: RouteContext, text: DraftText): Promise<TextReading[]> {
  const { act } = c.var;
  return [await readText(act, text, 'fr'), ...(text.en ? [await readText(act, text, 'en')] : [])];
}

function readLanguage(c: RouteContext): 'fr' | 'en' {
  const asked = c.req.param('lang');
  if (asked !== 'fr' && asked !== 'en') throw new Missing('language');
  return asked;
}

function readNumber(c: RouteContext, name: string): number {
  const number = Number(c.req.param(name));
  if (!Number.isSafeInteger(number) || number < 1 || number > 1_000_000) throw new Missing('version');
  return number;
}
