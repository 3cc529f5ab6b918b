import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { Missing } from '../errors.ts';
import type { RouteContext } from '../http/env.ts';
import { pathOf } from './receive.ts';
import { storedFile, type StoredFile } from './schema.ts';

/**
 * Answers with a stored file, to be saved and never shown in the page. Whoever calls has checked that the person may read
 * what refers to it: an identifier alone opens nothing.
 * @throws Missing
 */
export async function serveFile(c: RouteContext, id: string): Promise<Response> {
  const [file] = await c.var.act.db.select().from(storedFile).where(eq(storedFile.id, id));
  if (!file) throw new Missing(`file ${id}`);
  const bytes = Readable.toWeb(createReadStream(pathOf(c.var.act.files, file.id))) as ReadableStream;
  return c.body(bytes, 200, { ...headersOf(file), 'content-length': String(file.size) });
}

/**
 * The same of what anyone may see now: browsers keep it and ask each time whether it still is, so that what is taken back
 * is gone at the next look. @throws Missing
 */
export async function servePublicFile(c: RouteContext, id: string): Promise<Response> {
  const etag = `"${id}"`;
  const cached = { 'cache-control': 'no-cache', etag };
  // A stored file never changes: its name is its mark.
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, cached);
  const response = await serveFile(c, id);
  for (const [name, value] of Object.entries(cached)) response.headers.set(name, value);
  return response;
}

/** Answers with bytes that are kept elsewhere, under the same rules. */
export function serveBytes(c: RouteContext, { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array }): Response {
  return c.body(new Uint8Array(bytes), 200, headersOf({ name, mediaType }));
}

function headersOf({ name, mediaType }: Pick<StoredFile, 'name' | 'mediaType'>): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeByte)}`,
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  };
}

/** What `encodeURIComponent` leaves and RFC 8187 does not allow. */
function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
