import type { RouteContext } from '../../../kernel/http/env.ts';

/** Answers with a PDF of ours, to be saved. @param name without its extension, in ASCII */
export function sendPdf(c: RouteContext, name: string, bytes: Uint8Array): Response {
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.pdf"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
}

/** `?recto-verso=oui`: each letter begins on a sheet of its own. */
export function readSides(c: RouteContext): { twoSided: boolean } {
  return { twoSided: c.req.query('recto-verso') === 'oui' };
}
