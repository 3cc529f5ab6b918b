import { say } from '../messages.ts';
import { UnreadableFile } from './unreadable-file.ts';

export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * Turns a file's bytes into text, piece by piece. UTF-16 is known by its mark, or by its empty bytes; Windows-1252
 * cannot be told from damage, so it is only read where someone says that the file is in it.
 * @throws UnreadableFile where the bytes are no text, or a text in another encoding
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  asked: 'windows-1252' | null,
  found: (encoding: Encoding) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let lines = 1;
  for await (const chunk of inSteps(bytes)) {
    if (!decoder) {
      const encoding = detectEncoding(chunk, asked);
      found(encoding);
      decoder = new TextDecoder(encoding, { fatal: true });
    }
    const text = decode(decoder, chunk, lines);
    if (text.includes('\0')) throw new UnreadableFile('binary', say.later('file.binary'));
    lines += countLines(text);
    yield text;
  }
  if (decoder) yield decode(decoder, undefined, lines);
}

/** The first piece is large enough to judge the file by; long pieces are cut, so that an error names its line closely. */
async function* inSteps(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const chunk of bytes) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (held.length < smallest) continue;
    for (let start = 0; start < held.length; start += step) yield held.subarray(start, start + step);
    held = new Uint8Array(0);
  }
  for (let start = 0; start < held.length; start += step) yield held.subarray(start, start + step);
}

const smallest = 1024;
const step = 256 * 1024;

function detectEncoding(start: Uint8Array, asked: 'windows-1252' | null): Encoding {
  if (start[0] === 0x50 && start[1] === 0x4b && start[2] === 0x03 && start[3] === 0x04)
    throw new UnreadableFile('workbook', say.later('file.workbook'));
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const sample = start.subarray(0, smallest);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]! += 1;
  });
  // Half of what UTF-16 writes for Latin letters is empty bytes, all on the same side.
  const quarter = sample.length / 4;
  if (zeros[1]! > quarter && zeros[0] === 0) return 'utf-16le';
  if (zeros[0]! > quarter && zeros[1] === 0) return 'utf-16be';
  return asked ?? 'utf-8';
}

function decode(decoder: TextDecoder, chunk: Uint8Array | undefined, line: number): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // NUL and its neighbours are in no text: the file is a picture or an archive, not a table in another encoding.
    if (chunk?.some((byte) => byte < 0x09)) throw new UnreadableFile('binary', say.later('file.binary'));
    throw new UnreadableFile('encoding', say.later('file.encoding', { line: line + badLine(chunk) }));
  }
}

/** How many lines come before the first byte that is not UTF-8. */
function badLine(chunk: Uint8Array | undefined): number {
  if (!chunk) return 0;
  let good = 0;
  let bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isGood(chunk.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return chunk.subarray(0, good).reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 0);
}

function isGood(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
