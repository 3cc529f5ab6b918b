import { Hono } from 'hono';
import { parseDay } from '../../../kernel/dates.ts';
import { Forbidden } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { formValues, type FormValues, submitForm } from '../../../kernel/http/forms.ts';
import { langs } from '../../../kernel/i18n/lang.ts';
import { respond } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { publishingPaths } from '../paths.ts';
import { mayWrite } from '../policy.ts';
import { Overtaken, saveText } from './commands.ts';
import { listQuotable } from './draft-figures.ts';
import { savedTextInput } from './input.ts';
import { findDraft, findVersion, type DraftText } from './queries.ts';
import { readWords, type TextReading } from './reading.ts';
import { EditorPage, type EditorPageProps } from './views/editor-page.tsx';
import { Preview, type PreviewProps } from './views/preview.tsx';

export const editorRoutes = new Hono<Env>();

editorRoutes.get(publishingPaths.edition(':slug'), async (c) => showEditor(c, await findOwn(c), {}));

editorRoutes.post(publishingPaths.edition(':slug'), async (c) => {
  const text = await findOwn(c);
  try {
    const result = await submitForm(c, savedTextInput, (input) => saveText(c.var.act, text.slug, input));
    if (result.ok) return seeOther(c, `${publishingPaths.draft(text.slug)}?fait=saved`);
    return await showEditor(c, text, { values: result.values, errors: result.errors }, 422);
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    const errors = { '': say.in(c.var.lang)('editor.overtakenError') };
    return showEditor(c, await findOwn(c), { values: await formValues(c), errors, theirs: error.theirs }, 409);
  }
});

// « Prévisualiser » shows the same page with the words typed; the island of the page asks for the preview alone.
editorRoutes.post(publishingPaths.preview(':slug'), async (c) => {
  const text = await findOwn(c);
  const values = await formValues(c);
  const preview = await previewOf(c, text, values);
  if (c.req.header('x-part') === 'preview') return respond(c, <Preview {...preview} />);
  return showEditor(c, text, { values, preview });
});

async function findOwn(c: RouteContext): Promise<DraftText> {
  if (!mayWrite(c.var.act.actor)) throw new Forbidden();
  return findDraft(c.var.act, c.req.param('slug')!);
}

async function showEditor(
  c: RouteContext,
  text: DraftText,
  more: Pick<EditorPageProps, 'values' | 'errors' | 'theirs' | 'preview'>,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { act } = c.var;
  const figures = await listQuotable(act, text.figuresOn);
  const behind = text.translation === 'behind' && text.en?.translates;
  const translated = behind ? await findVersion(act, text.id, 'fr', behind) : null;
  return respond(c, <EditorPage text={text} figures={figures} translated={translated} {...more} />, status);
}

async function previewOf(c: RouteContext, text: DraftText, values: FormValues): Promise<PreviewProps> {
  const typed = (name: string) => String(values[name] ?? '').slice(0, 60_000);
  const figuresOn = parseDay(typed('figuresOn')) ?? text.figuresOn;
  const readings: TextReading[] = [];
  for (const lang of langs) {
    const words = { title: typed(`${lang}Title`), lead: typed(`${lang}Lead`), markdown: typed(`${lang}Markdown`) };
    if (words.title || words.lead || words.markdown)
      readings.push(await readWords(c.var.act, { words, lang, figuresOn, reasons: text.reasons }));
  }
  return { slug: text.slug, figuresOn, readings };
}
