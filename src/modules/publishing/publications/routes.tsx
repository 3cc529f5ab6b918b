import { Hono } from 'hono';
import type { Env, RouteContext } from '../../../kernel/http/env.ts';
import { respond } from '../../../ui/index.ts';
import { writeDocx } from '../documents/docx.ts';
import { fileName } from '../documents/document.ts';
import { writePdf } from '../documents/pdf.ts';
import { publishingPaths } from '../paths.ts';
import { mayReadDrafts, mayWrite } from '../policy.ts';
import { Missing } from '../../../kernel/errors.ts';
import { textKinds } from '../vocabulary.ts';
import { writeFeed } from './feed.ts';
import { officeDocument } from './office.ts';
import { findPublishedText, listPublishedTexts, listYears, type PublishedFilter, type PublishedText } from './queries.ts';
import { TextPage } from './views/text-page.tsx';
import { TextsPage } from './views/texts-page.tsx';

const pageSize = 20;
const feedSize = 30;

export const publicationRoutes = new Hono<Env>();

publicationRoutes.get(publishingPaths.texts(), async (c) => {
  const { act, lang } = c.var;
  const filter = readFilter(c);
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(c.req.query('page'))) || 1));
  const { texts, total } = await listPublishedTexts(act, lang, filter, { page, size: pageSize });
  return respond(
    c,
    <TextsPage
      texts={texts}
      total={total}
      page={page}
      pages={Math.ceil(total / pageSize)}
      filter={filter}
      years={await listYears(act)}
      mayWork={mayReadDrafts(act.actor)}
    />,
  );
});

publicationRoutes.get(publishingPaths.feed(), async (c) => {
  const { act, lang } = c.var;
  const { texts } = await listPublishedTexts(act, lang, {}, { page: 1, size: feedSize });
  return c.body(writeFeed(texts, lang, act.site.url, act.now), 200, { 'content-type': 'application/atom+xml; charset=utf-8' });
});

// One route for the page and its files: in a pattern, a name cannot be followed by an extension.
publicationRoutes.get(publishingPaths.text(':file'), async (c) => {
  const [, slug, extension] = /^(.*?)(?:\.(docx|pdf))?$/.exec(c.req.param('file')!)!;
  const text = await findPublishedText(c.var.act, slug!);
  if (!extension) return showText(c, text);
  // A text that was withdrawn leaves with nobody.
  if (text.withdrawal) throw new Missing(`text ${slug}`);
  return sendFile(c, text, extension as 'docx' | 'pdf');
});

publicationRoutes.get('/textes/:slug/versions/:number', async (c) => {
  const number = Number(c.req.param('number'));
  if (!Number.isSafeInteger(number) || number < 1) throw new Missing('version');
  return showText(c, await findPublishedText(c.var.act, c.req.param('slug'), number), true);
});

function showText(c: RouteContext, text: PublishedText, byNumber = false): Response {
  const { act } = c.var;
  return respond(c, <TextPage text={text} url={act.site.url} byNumber={byNumber} mayWork={mayWrite(act.actor)} />);
}

async function sendFile(c: RouteContext, text: PublishedText, extension: 'docx' | 'pdf'): Promise<Response> {
  const document = officeDocument(text, c.var.lang, c.var.act.site.url);
  const content = extension === 'pdf' ? writePdf(document) : await writeDocx(document);
  return c.body(content as Uint8Array<ArrayBuffer>, 200, {
    'content-type': types[extension],
    'content-disposition': `attachment; filename="${fileName(text.slug, document.lang, extension)}"`,
    'x-content-type-options': 'nosniff',
  });
}

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
};

function readFilter(c: RouteContext): PublishedFilter {
  const year = Number(c.req.query('year'));
  return {
    kind: textKinds.find((kind) => kind === c.req.query('kind')),
    year: Number.isSafeInteger(year) && year >= 1900 && year <= 9000 ? year : undefined,
    words: c.req.query('words')?.trim().slice(0, 200) || undefined,
  };
}
