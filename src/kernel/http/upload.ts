import type { RouteContext } from './env.ts';

/** A file as it arrives: it is read once, from beginning to end. */
export interface Upload {
  /** The fields that came before the file; a file is the last field of its form. */
  fields: Record<string, string>;
  /** The file's name on the sender's machine, without folders; null where no file was chosen. */
  name: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

/** The form was cut short, or is no form with a file. */
export class BrokenUpload extends Error {
  override name = 'BrokenUpload';
}

const largestField = 64 * 1024;

/**
 * Reads a form with one file (`multipart/form-data`, RFC 7578) while it arrives, so that a large file is never held
 * whole in memory. Its size is bounded by the route's limit (`limitBody`).
 * @throws BrokenUpload, also while `bytes` is read, where the connection is cut
 */
export async function readUpload(c: RouteContext): Promise<Upload> {
  const boundary = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(c.req.header('content-type') ?? '');
  const { body } = c.req.raw;
  if (!boundary || !body) throw new BrokenUpload('not a form with a file');
  const source = createSource(body, Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`));
  const fields: Record<string, string> = {};
  await source.toBoundary();
  for (;;) {
    const head = await source.nextPart();
    if (head === null) return { fields, name: null, bytes: none() };
    const name = readParameter(head, 'name');
    const file = readParameter(head, 'filename');
    if (file !== null) return { fields, name: file === '' ? null : file.replace(/^.*[/\\]/s, ''), bytes: source.content() };
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of source.content()) {
      length += piece.length;
      if (length > largestField) throw new BrokenUpload('a field is too long');
      pieces.push(piece);
    }
    if (name) fields[name] = Buffer.concat(pieces).toString('utf8');
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** Browsers write `"` in a name as `%22`, and line ends as `%0D%0A`. */
function readParameter(head: string, parameter: string): string | null {
  const found = new RegExp(`^content-disposition:.*[;\\s]${parameter}="([^"]*)"`, 'im').exec(head);
  return found ? found[1]!.replaceAll('%22', '"') : null;
}

const lineEnd = Buffer.from('\r\n');
const headEnd = Buffer.from('\r\n\r\n');

/** The body, cut at its boundaries. What is held back is never longer than a piece of the body and a boundary. */
function createSource(body: ReadableStream<Uint8Array>, boundary: Buffer) {
  const reader = body.getReader();
  // A first boundary has no line before it: give it one.
  let held: Buffer = Buffer.from(lineEnd);

  async function more(): Promise<void> {
    const { value, done } = await reader.read();
    if (done) throw new BrokenUpload('the form is cut short');
    held = Buffer.concat([held, value]);
  }

  async function take(mark: Buffer, longest: number): Promise<string> {
    let at = held.indexOf(mark);
    while (at < 0) {
      if (held.length > longest) throw new BrokenUpload('a line of the form is too long');
      await more();
      at = held.indexOf(mark);
    }
    const text = held.toString('utf8', 0, at);
    held = held.subarray(at + mark.length);
    return text;
  }

  /** Everything up to the next boundary. */
  async function* content(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = held.indexOf(boundary);
      if (at >= 0) {
        if (at > 0) yield held.subarray(0, at);
        held = held.subarray(at + boundary.length);
        return;
      }
      // The end may be the beginning of a boundary.
      const sure = held.length - boundary.length;
      if (sure > 0) {
        yield held.subarray(0, sure);
        held = held.subarray(sure);
      }
      await more();
    }
  }

  return {
    content,
    async toBoundary() {
      for await (const _ of content());
    },
    /** The head of the part that follows a boundary; null where it was the last. */
    async nextPart(): Promise<string | null> {
      while (held.length < 2) await more();
      if (held.toString('latin1', 0, 2) === '--') return null;
      return take(headEnd, largestField);
    },
  };
}
