import { Hono } from 'hono';
import { z } from 'zod';
import { Forbidden, Invalid, Missing } from '../../../kernel/errors.ts';
import { type Env, type RouteContext, seeOther } from '../../../kernel/http/env.ts';
import { choices } from '../../../kernel/http/fields.ts';
import { type FormResult, formValues, submitForm } from '../../../kernel/http/forms.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import type { Act } from '../../../kernel/act.ts';
import type { At } from '../../../kernel/collections.ts';
import { respond } from '../../../ui/index.ts';
import { readAskedDay, withQuery } from '../../register/index.ts';
import { partySlugs } from '../evaluation/check.ts';
import { evaluateReading, type Evaluation } from '../evaluation/evaluate.ts';
import { certainties, expressionTypes, type Reading } from '../evaluation/expression.ts';
import { figurePaths } from '../paths.ts';
import { mayDefine } from '../policy.ts';
import {
  abandonDraft,
  addAlternative,
  alternativeSchema,
  publishVersion,
  removeAlternative,
  wordsSchema,
  writeReading,
  writeWords,
} from './commands.ts';
import { addFilter, removeFilter, writeExpression } from './draft.ts';
import { readFilter, readSubject } from './filter-form.ts';
import { findDraft, type FigureVersion } from './queries.ts';
import { DraftPage, type RefusedForm } from './views/draft-page.tsx';

export const draftRoutes = new Hono<Env>();

draftRoutes.get(figurePaths.draft(':slug'), (c) => showDraft(c, indexAsked(c.req.query('lecture'))));

draftRoutes.post(figurePaths.draftWords(':slug'), async (c) => {
  const slug = c.req.param('slug')!;
  return answer(c, 'words', 0, await submitForm(c, wordsSchema, (words) => writeWords(c.var.act, slug, words)));
});

const calculationSchema = z.object({
  collection: z.string(),
  type: z.enum(expressionTypes),
  distinct: z.string().optional(),
  measure: z.string().optional(),
  since: z.string().optional(),
  mode: z.enum(['calendar', 'complete']).optional(),
  number: z.string().optional(),
  order: z.string().optional(),
  certainties: choices(certainties).pipe(z.array(z.enum(certainties)).min(1)),
});

draftRoutes.post(figurePaths.reading(':slug', ':reading'), async (c) => {
  const { act } = c.var;
  const reading = indexAsked(c.req.param('reading'));
  return answer(
    c,
    'calculation',
    reading,
    await submitForm(c, calculationSchema, ({ certainties, ...chosen }) =>
      writeReading(act, c.req.param('slug')!, reading, (before) => ({
        expression: writeExpression(act.catalogue, chosen, before.expression),
        certainties,
      })),
    ),
  );
});

draftRoutes.post(figurePaths.filters(':slug', ':reading'), async (c) => {
  const { act } = c.var;
  const slug = c.req.param('slug')!;
  const reading = indexAsked(c.req.param('reading'));
  const values = await formValues(c);
  return answer(
    c,
    'condition',
    reading,
    await submitForm(
      c,
      z.object({ condition: z.string(), target: z.enum(['where', 'part']).default('where') }),
      async ({ condition, target }) => {
        const { expression } = readingOf(await draftOf(act, slug), reading);
        const collection = act.catalogue.collections.get(expression.collection);
        const subject = collection && readSubject(act, collection, condition);
        if (!subject) throw new Missing(`condition ${condition}`);
        const filter = await readFilter(act, collection, subject, values);
        await writeReading(act, slug, reading, (before) => ({ ...before, expression: addFilter(before.expression, filter, target) }));
      },
    ),
  );
});

draftRoutes.post(figurePaths.filterRemoval(':slug', ':reading', ':filter'), async (c) => {
  const reading = indexAsked(c.req.param('reading'));
  return answer(
    c,
    'condition',
    reading,
    await submitForm(c, z.object({}), () =>
      writeReading(c.var.act, c.req.param('slug')!, reading, (before) => ({
        ...before,
        expression: removeFilter(before.expression, indexAsked(c.req.param('filter'))),
      })),
    ),
  );
});

draftRoutes.post(figurePaths.readings(':slug'), async (c) => {
  const result = await submitForm(c, alternativeSchema, (label) => addAlternative(c.var.act, c.req.param('slug')!, label));
  return answer(c, 'alternative', result.ok ? result.value : 0, result);
});

draftRoutes.post(figurePaths.readingRemoval(':slug', ':reading'), async (c) => {
  await removeAlternative(c.var.act, c.req.param('slug')!, indexAsked(c.req.param('reading')));
  return seeOther(c, figurePaths.draft(c.req.param('slug')!));
});

draftRoutes.post(figurePaths.publication(':slug'), async (c) => {
  const slug = c.req.param('slug')!;
  const result = await submitForm(c, z.object({}), () => publishVersion(c.var.act, slug));
  return result.ok ? seeOther(c, figurePaths.figure(slug)) : answer(c, 'publication', 0, result);
});

draftRoutes.post(figurePaths.abandonment(':slug'), async (c) => {
  await abandonDraft(c.var.act, c.req.param('slug')!);
  return seeOther(c, figurePaths.figures());
});

function indexAsked(text: string | undefined): number {
  const reading = Number(text ?? 0);
  return Number.isInteger(reading) && reading >= 0 ? reading : 0;
}

/** Back to the workshop; or the same page with what was refused. */
async function answer(c: RouteContext, form: RefusedForm['form'], reading: number, result: FormResult<unknown>): Promise<Response> {
  if (result.ok) return seeOther(c, withQuery(figurePaths.draft(c.req.param('slug')!), { lecture: reading || null }));
  return showDraft(c, reading, { form, values: result.values, errors: result.errors });
}

async function showDraft(c: RouteContext, asked: number, refused?: RefusedForm): Promise<Response> {
  const { act, lang } = c.var;
  const draft = await draftOf(act, c.req.param('slug')!);
  const reading = asked <= draft.alternatives.length ? asked : 0;
  const day = await readAskedDay(c);
  const shown = readingOf(draft, reading);
  const collection = act.catalogue.collections.get(shown.expression.collection);
  const condition = refused?.form === 'condition' ? refused.values['condition'] : c.req.query('condition');
  const { preview, fault } = await previewOf(act, shown, day.at);
  return respond(
    c,
    <DraftPage
      draft={draft}
      day={day}
      catalogue={act.catalogue}
      parties={await findPartyNames(act, shown, day.at)}
      reading={reading}
      subject={collection && typeof condition === 'string' ? readSubject(act, collection, condition) : null}
      preview={preview}
      fault={fault?.(lang) ?? null}
      refused={refused}
    />,
    refused ? 422 : 200,
  );
}

async function draftOf(act: Act, slug: string): Promise<FigureVersion> {
  if (!mayDefine(act.actor)) throw new Forbidden();
  const draft = await findDraft(act, slug);
  if (!draft) throw new Missing(`draft of ${slug}`);
  return draft;
}

function readingOf(draft: FigureVersion, reading: number): Reading {
  if (reading === 0) return draft.reading;
  const alternative = draft.alternatives[reading - 1];
  if (!alternative) throw new Missing(`reading ${reading}`);
  return alternative;
}

async function previewOf(
  act: Act,
  reading: Reading,
  at: At,
): Promise<{ preview: Evaluation | null; fault: Invalid['fields'][string] | null }> {
  const slice = { limit: 20, offset: 0 };
  try {
    return { preview: await evaluateReading(act, reading, at, { rows: slice, excluded: slice }), fault: null };
  } catch (error) {
    if (error instanceof Invalid) return { preview: null, fault: Object.values(error.fields)[0] ?? null };
    throw error;
  }
}

async function findPartyNames(act: Act, { expression }: Reading, at: At): Promise<Map<string, Localized>> {
  const names = new Map<string, Localized>();
  const slugs = partySlugs(expression, act.catalogue);
  for (const directory of slugs.length > 0 ? act.catalogue.partyDirectories : []) {
    for (const [slug, { name }] of await directory.find(act.db, slugs, at)) names.set(slug, name);
  }
  return names;
}
