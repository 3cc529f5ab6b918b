import type { Act } from '../../act.ts';
import { Invalid, Missing, Refused } from '../../errors.ts';
import { localPath, type RouteContext } from '../../http/env.ts';
import { appendPiece, claimUpload, createUpload, findUpload, forgetUpload, type KnownUpload, readPieces } from './pieces.ts';

/** The version of the protocol that is spoken here (https://tus.io/protocols/resumable-upload). */
const version = '1.0.0';
const extensions = 'creation,expiration,termination';
const pieceType = 'application/offset+octet-stream';

/** A file that has arrived in pieces. */
export interface WholeUpload {
  name: string;
  bytes: AsyncIterable<Uint8Array>;
  claim: (act: Act) => Promise<void>;
}

/** What a route that takes files in pieces says of them. Whoever calls has checked that the person may send one here. */
export interface Resumable {
  /** Whose the files are: « application 3f… »; another owner's are not there. */
  owner: string;
  /** Bytes of a file, at most. */
  most: number;
  /** The address of one file under way. */
  path: (id: string) => string;
  /** Takes the whole file in: `receiveFile`, then `claim` in the transaction that keeps it, so that it is taken once. */
  finish: (upload: WholeUpload) => Promise<unknown>;
}

/** Begins a file that arrives in pieces (tus, POST): 201 with its address. */
export async function beginResumable(c: RouteContext, { owner, most, path }: Resumable): Promise<Response> {
  if (refuses(c)) return answer(c, 412);
  const length = readCount(c, 'upload-length');
  if (length === null || length === 0) return answer(c, 400);
  if (length > most) return answer(c, 413, { 'tus-max-size': String(most) });
  const name = readMetadata(c.req.header('upload-metadata') ?? '').get('filename') ?? 'document';
  const upload = await createUpload(c.var.act, owner, { name: name.slice(0, 200), length });
  return answer(c, 201, { location: localPath(c.var.lang, path(upload.id)), ...expiry(upload) });
}

/** How much of a file has arrived (tus, HEAD). @throws Missing */
export async function showResumable(c: RouteContext, { owner }: Pick<Resumable, 'owner'>, id: string): Promise<Response> {
  if (refuses(c)) return answer(c, 412);
  const upload = await find(c, owner, id);
  return answer(c, 200, { 'upload-offset': String(upload.offset), 'upload-length': String(upload.length), ...expiry(upload) });
}

/**
 * Takes the next piece of a file (tus, PATCH). With the last one the file is taken in; what it is refused for is said in plain text,
 * and it is forgotten. @throws Missing
 */
export async function continueResumable(
  c: RouteContext,
  { owner, finish }: Pick<Resumable, 'owner' | 'finish'>,
  id: string,
): Promise<Response> {
  if (refuses(c)) return answer(c, 412);
  if (c.req.header('content-type') !== pieceType) return answer(c, 415);
  const upload = await find(c, owner, id);
  const offset = readCount(c, 'upload-offset');
  if (offset === null) return answer(c, 400);
  const piece = new Uint8Array(await c.req.arrayBuffer());
  const reached = await appendPiece(c.var.act, upload, offset, piece);
  if (reached === null) return answer(c, 409);
  if (reached === upload.length) {
    try {
      await finish({ name: upload.name, bytes: readPieces(c.var.act, id), claim: (act) => claimUpload(act, id) });
    } catch (error) {
      const sentence = sentenceOf(c, error);
      if (sentence === null) throw error;
      await forgetUpload(c.var.act, id);
      return c.text(sentence, 422, { 'tus-resumable': version });
    }
    await forgetUpload(c.var.act, id);
  }
  return answer(c, 204, { 'upload-offset': String(reached), ...expiry(upload) });
}

/** Gives a file up (tus, DELETE). @throws Missing */
export async function abandonResumable(c: RouteContext, { owner }: Pick<Resumable, 'owner'>, id: string): Promise<Response> {
  if (refuses(c)) return answer(c, 412);
  await find(c, owner, id);
  await forgetUpload(c.var.act, id);
  return answer(c, 204);
}

async function find(c: RouteContext, owner: string, id: string): Promise<KnownUpload> {
  const upload = await findUpload(c.var.act, owner, id);
  if (!upload) throw new Missing(`upload ${id}`);
  return upload;
}

function refuses(c: RouteContext): boolean {
  return c.req.header('tus-resumable') !== version;
}

function answer(c: RouteContext, status: 200 | 201 | 204 | 400 | 409 | 412 | 413 | 415, headers: Record<string, string> = {}): Response {
  return c.body(null, status, {
    'tus-resumable': version,
    'cache-control': 'no-store',
    ...(status === 412 ? { 'tus-version': version, 'tus-extension': extensions } : {}),
    ...headers,
  });
}

/** When an upload is forgotten, as RFC 9110 writes dates: `Mon, 30 Nov 2026 09:00:00 GMT`. */
function expiry({ expiresAt }: { expiresAt: Temporal.Instant }): Record<string, string> {
  const at = expiresAt.toZonedDateTimeISO('UTC');
  const day = `${weekdays[at.dayOfWeek - 1]}, ${String(at.day).padStart(2, '0')} ${months[at.month - 1]} ${at.year}`;
  return { 'upload-expires': `${day} ${at.toPlainTime().toString({ smallestUnit: 'second' })} GMT` };
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A count of bytes in a header; null where there is none that can be. */
function readCount(c: RouteContext, header: string): number | null {
  const text = c.req.header(header) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** `filename ZMOpY2lzaW9uLnBkZg==,kind bGV0dGVy`: names, and their values in base64. */
function readMetadata(header: string): Map<string, string> {
  const pairs = header.split(',').map((pair) => pair.trim().split(/\s+/) as [string, string?]);
  return new Map(pairs.map(([name, value = '']) => [name, Buffer.from(value, 'base64').toString('utf8')]));
}

/** What the person can do something about; a bug is nobody's sentence. */
function sentenceOf(c: RouteContext, error: unknown): string | null {
  if (error instanceof Refused) return error.sentence(c.var.lang);
  if (error instanceof Invalid)
    return Object.values(error.fields)
      .map((say) => say(c.var.lang))
      .join(' ');
  return null;
}
