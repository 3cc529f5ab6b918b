import { crc32 } from 'node:zlib';
import { type Orientation, readOrientation, turned, writeOrientation } from './orientation.ts';
import { BrokenPicture, mostParts, type Picture } from './picture.ts';

/** What every PNG begins with (PNG 3, 5.2). */
export const pngSignature = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');

/**
 * Chunks that say how points are to be drawn, and how long each may be. Words, days, profiles, animations and what anyone
 * invented are not of them.
 */
const kept: Record<string, number> = { PLTE: 768, tRNS: 256, gAMA: 4, cHRM: 32, sRGB: 1, IDAT: Infinity };

/** A PNG with its points, their colours and how it is held; what follows its end goes. @throws BrokenPicture */
export function stripPng(bytes: Buffer): Picture {
  const chunks: Buffer[] = [];
  let orientation: Orientation | null = null;
  let [at, size]: [number, { width: number; height: number } | null] = [pngSignature.length, null];
  let hasPoints = false;
  for (let parts = 0; ; parts += 1) {
    if (parts > mostParts.pngChunks) throw new BrokenPicture('too many parts');
    const length = at + 12 > bytes.length ? bytes.length : bytes.readUInt32BE(at);
    const next = at + 12 + length;
    if (next > bytes.length) throw new BrokenPicture('a chunk is cut short');
    const name = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, next - 4);
    const whole = bytes.subarray(at, next);
    if (crc32(bytes.subarray(at + 4, next - 4)) !== bytes.readUInt32BE(next - 4)) throw new BrokenPicture('a chunk is damaged');
    at = next;
    if ((size === null) !== (name === 'IHDR')) throw new BrokenPicture('the header is not first, or not alone');
    if (name === 'IEND') break;
    if (name === 'IHDR') {
      if (length !== 13) throw new BrokenPicture('a header of another length');
      size = { width: body.readUInt32BE(0), height: body.readUInt32BE(4) };
      chunks.push(whole);
    } else if (length <= (kept[name] ?? -1)) {
      hasPoints ||= name === 'IDAT';
      chunks.push(whole);
    } else if (name === 'eXIf' && orientation === null) {
      orientation = readOrientation(body);
      // Where it stood: some browsers do not read what follows the points.
      if (orientation !== 1) chunks.push(chunk(name, writeOrientation(orientation)));
    }
    // A capital letter first: nobody may draw the picture without knowing this chunk.
    else if (/^[A-Z]/.test(name)) throw new BrokenPicture(`chunk ${name}`);
  }
  if (!size || !hasPoints || size.width === 0 || size.height === 0) throw new BrokenPicture('nothing to see');
  return {
    bytes: Buffer.concat([pngSignature, ...chunks, chunk('IEND', Buffer.alloc(0))]),
    mediaType: 'image/png',
    ...turned(size.width, size.height, orientation ?? 1),
  };
}

/** A chunk of a PNG. */
export function chunk(name: string, body: Buffer): Buffer {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(name, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, body.length + 8)), body.length + 8);
  return whole;
}
