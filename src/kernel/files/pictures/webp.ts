import { type Orientation, readOrientation, turned, writeOrientation } from './orientation.ts';
import { BrokenPicture, mostParts, type Picture } from './picture.ts';

// Flags of an extended file (RFC 9649, 2.7): it has transparent points, or metadata of Exif.
const [alphaFlag, exifFlag] = [0x10, 0x08];

/** A WebP with its points and how it is held; profiles, Exif, XMP and what anyone invented go. @throws BrokenPicture, also where it moves */
export function stripWebp(bytes: Buffer): Picture {
  const whole = bytes.length < 12 ? Infinity : 8 + bytes.readUInt32LE(4);
  if (whole > bytes.length) throw new BrokenPicture('the file is cut short');
  let [alpha, points]: [Buffer | null, Buffer | null] = [null, null];
  let [isExtended, isTransparent] = [false, false];
  let size: { width: number; height: number } | null = null;
  let orientation: Orientation | null = null;
  for (let [at, parts] = [12, 0]; at < whole; parts += 1) {
    if (parts >= mostParts.webpChunks) throw new BrokenPicture('too many parts');
    const length = at + 8 > whole ? whole : bytes.readUInt32LE(at + 4);
    if (at + 8 + length > whole) throw new BrokenPicture('a chunk is cut short');
    const name = bytes.toString('latin1', at, at + 4);
    const body = bytes.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
    if (name === 'ANIM' || name === 'ANMF') throw new BrokenPicture('it moves');
    if (name === 'VP8X') isExtended = true;
    // What stands outside an extended file is read by nobody.
    else if (name === 'ALPH' && isExtended) alpha ??= chunk(name, body);
    else if (name === 'EXIF' && isExtended) orientation ??= readOrientation(withoutPrefix(body));
    else if (name === 'VP8 ' || name === 'VP8L') {
      if (points) throw new BrokenPicture('two pictures');
      size = name === 'VP8L' ? sizeOfLossless(body) : sizeOfLossy(body);
      points = chunk(name, body);
      // A lossless picture says by itself that it has transparent points.
      isTransparent = name === 'VP8L' && (body[4]! & 0x10) !== 0;
    }
  }
  if (!size || !points) throw new BrokenPicture('nothing to see');
  const held = orientation ?? 1;
  const flags = (alpha || (isTransparent && held !== 1) ? alphaFlag : 0) | (held === 1 ? 0 : exifFlag);
  const chunks = [
    ...(flags === 0 ? [] : [chunk('VP8X', header(flags, size))]),
    ...(alpha ? [alpha] : []),
    points,
    ...(held === 1 ? [] : [chunk('EXIF', writeOrientation(held))]),
  ];
  const content = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  return {
    bytes: chunk('RIFF', content),
    mediaType: 'image/webp',
    ...turned(size.width, size.height, held),
  };
}

/** Some programs write the Exif of a WebP as that of a JPEG. */
function withoutPrefix(body: Buffer): Buffer {
  return body.toString('latin1', 0, 6) === 'Exif\0\0' ? body.subarray(6) : body;
}

/** The size of a key frame (RFC 6386, 9.1). */
function sizeOfLossy(body: Buffer): { width: number; height: number } {
  if (body.length < 10 || body.readUIntBE(3, 3) !== 0x9d012a) throw new BrokenPicture('no key frame');
  return seen(body.readUInt16LE(6) & 0x3fff, body.readUInt16LE(8) & 0x3fff);
}

/** The size of a lossless picture (RFC 9649, 3.4): fourteen bits each, less one. */
function sizeOfLossless(body: Buffer): { width: number; height: number } {
  if (body.length < 5 || body[0] !== 0x2f) throw new BrokenPicture('no lossless picture');
  const bits = body.readUInt32LE(1);
  return seen((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

function seen(width: number, height: number): { width: number; height: number } {
  if (width === 0 || height === 0) throw new BrokenPicture('nothing to see');
  return { width, height };
}

function header(flags: number, { width, height }: { width: number; height: number }): Buffer {
  const body = Buffer.alloc(10);
  body.writeUInt8(flags, 0);
  body.writeUIntLE(width - 1, 4, 3);
  body.writeUIntLE(height - 1, 7, 3);
  return body;
}

/** A chunk of a RIFF file, filled up to an even length. */
export function chunk(name: string, body: Buffer): Buffer {
  const whole = Buffer.alloc(8 + body.length + (body.length % 2));
  whole.write(name, 0, 'latin1');
  whole.writeUInt32LE(body.length, 4);
  body.copy(whole, 8);
  return whole;
}
