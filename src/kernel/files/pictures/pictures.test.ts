import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { expect } from 'vitest';
import { databaseTest } from '../../db/testing.ts';
import { Invalid } from '../../errors.ts';
import { pathOf } from '../receive.ts';
import { bare, buildPhoto, withSegments } from './factories.ts';
import { segment } from './jpeg.ts';
import { stripJpeg } from './jpeg.ts';
import { type Orientation, readOrientation, writeOrientation } from './orientation.ts';
import { BrokenPicture, mostParts, type Picture } from './picture.ts';
import { chunk, stripPng } from './png.ts';
import { receivePicture } from './receive.ts';
import { chunk as riff, stripWebp } from './webp.ts';

const test = databaseTest();
const secret = Buffer.from('SECRET 6.13 N 1.22 E');
const tiff = (orientation: Orientation) => Buffer.concat([writeOrientation(orientation), secret]);
const strips = { jpeg: stripJpeg, png: stripPng, webp: stripWebp, losslessWebp: stripWebp };
const kinds = Object.keys(bare) as (keyof typeof bare)[];

test.for(kinds)('a %s in which there is nothing but its points stays as it is, byte for byte', (kind) => {
  const stripped = strips[kind](bare[kind]);
  expect(stripped.bytes).toEqual(bare[kind]);
  expect(stripped).toMatchObject({ width: 3, height: 2 });
});

/** Where pictures say more than they show. */
const talkative: [string, (bytes: Buffer) => Picture, Buffer][] = [
  ['Exif of a JPEG', stripJpeg, withSegments(bare.jpeg, segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff(1)])))],
  [
    'XMP of a JPEG',
    stripJpeg,
    withSegments(bare.jpeg, segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), secret]))),
  ],
  ['a profile of a JPEG', stripJpeg, withSegments(bare.jpeg, segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0'), secret])))],
  ['captions of a JPEG', stripJpeg, withSegments(bare.jpeg, segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), secret])))],
  ['a comment of a JPEG', stripJpeg, withSegments(bare.jpeg, segment(0xfe, secret))],
  ['an unknown application of a JPEG', stripJpeg, withSegments(bare.jpeg, segment(0xef, secret))],
  ['a thumbnail of a JPEG', stripJpeg, withSegments(bare.jpeg, segment(0xe0, Buffer.concat([Buffer.from('JFXX\0\u0010'), secret])))],
  [
    'what follows the colours of a JPEG',
    stripJpeg,
    withSegments(bare.jpeg, segment(0xee, Buffer.concat([Buffer.from('Adobe\0d\0\0\0\0\u0001', 'latin1'), secret]))),
  ],
  ['a comment before the last scan of a JPEG', stripJpeg, twoScans(segment(0xfe, secret))],
  ['a second picture, or a film, after a JPEG', stripJpeg, Buffer.concat([bare.jpeg, bare.jpeg, secret])],
  ['words of a PNG', stripPng, withChunks(chunk('tEXt', secret), chunk('zTXt', secret), chunk('iTXt', secret))],
  ['Exif of a PNG', stripPng, withChunks(chunk('eXIf', tiff(1)))],
  [
    'a day, a profile, and what someone invented, of a PNG',
    stripPng,
    withChunks(chunk('tIME', secret), chunk('iCCP', secret), chunk('prVw', secret)),
  ],
  ['gamma that is no number, of a PNG', stripPng, withChunks(chunk('gAMA', secret))],
  ['what follows a PNG', stripPng, Buffer.concat([bare.png, secret])],
  [
    'Exif, XMP, a profile and what someone invented, of a WebP',
    stripWebp,
    extended(0x2c, riff('ICCP', secret), riff('EXIF', tiff(1)), riff('XMP ', secret), riff('abcd', secret)),
  ],
  ['what follows a WebP', stripWebp, Buffer.concat([bare.webp, secret])],
];

test.for(talkative)('%s goes, and the picture stays', ([, strip, bytes]) => {
  expect(bytes.includes('SECRET')).toBe(true);
  const stripped = strip(bytes);
  expect(stripped.bytes.includes('SECRET')).toBe(false);
  expect(stripped).toMatchObject({ width: 3, height: 2 });
  expect(strip(stripped.bytes).bytes).toEqual(stripped.bytes);
});

test.for<[string, (bytes: Buffer) => Picture, (orientation: Orientation) => Buffer]>([
  ['JPEG', stripJpeg, (orientation) => buildPhoto({ orientation, words: 'SECRET' })],
  ['PNG', stripPng, (orientation) => withChunks(chunk('eXIf', tiff(orientation)))],
  ['WebP', stripWebp, (orientation) => extended(0x08, riff('EXIF', tiff(orientation)))],
  [
    'WebP whose Exif is written as that of a JPEG',
    stripWebp,
    (orientation) => extended(0x08, riff('EXIF', Buffer.concat([Buffer.from('Exif\0\0'), tiff(orientation)]))),
  ],
])('how a %s is held is kept, alone, and said by its size', ([, strip, build]) => {
  for (const orientation of [2, 3, 6, 8] as const) {
    const { bytes, width, height } = strip(build(orientation));
    expect(bytes.includes('SECRET')).toBe(false);
    expect(bytes.includes(writeOrientation(orientation))).toBe(true);
    expect([width, height]).toEqual(orientation >= 5 ? [2, 3] : [3, 2]);
  }
});

test('what a PNG says after its points of how it is held stays after them', () => {
  const late = (...chunks: Buffer[]) => Buffer.concat([bare.png.subarray(0, -12), ...chunks, bare.png.subarray(-12)]);
  expect(stripPng(late(chunk('eXIf', tiff(6)), chunk('eXIf', tiff(3)))).bytes).toEqual(late(chunk('eXIf', writeOrientation(6))));
});

test('Exif is read in both orders of bytes; what cannot be read is upright', () => {
  const little = Buffer.from('49492a000800000001001201030001000000060000000000', 'hex');
  expect(readOrientation(little)).toBe(6);
  for (const tiff of ['', 'II', 'MM\0*', 'II*\0\u00ff\u00ff\u00ff\u00ff', 'MM\0*\0\0\0\u0008\u00ff\u00ff'])
    expect(readOrientation(Buffer.from(tiff, 'latin1'))).toBe(1);
  expect(readOrientation(writeOrientation(9 as Orientation))).toBe(1);
});

test('transparent points and several scans are kept', () => {
  const alpha = riff('ALPH', Buffer.from([0, 128, 128, 128, 128, 128, 128]));
  const webp = extended(0x3c, alpha, riff('EXIF', tiff(6)));
  expect(stripWebp(webp).bytes.includes(alpha)).toBe(true);
  expect(stripWebp(webp).bytes[20]).toBe(0x18);
  expect(stripJpeg(twoScans()).bytes).toEqual(twoScans());
});

test.for(kinds)('a %s that is cut short anywhere is refused', (kind) => {
  for (let length = 3; length < bare[kind].length; length += 1)
    expect(() => strips[kind](bare[kind].subarray(0, length)), `${length} bytes`).toThrow(BrokenPicture);
});

test.for<[string, (bytes: Buffer) => Picture, Buffer]>([
  ['a JPEG without a scan', stripJpeg, Buffer.from('ffd8ffd9', 'hex')],
  ['a JPEG whose scan has no frame', stripJpeg, withSegments(bare.jpeg, segment(0xda, Buffer.from([0])))],
  ['a JPEG of a kind that browsers do not show', stripJpeg, withSegments(bare.jpeg, segment(0xc3, Buffer.alloc(9, 1)))],
  ['a JPEG with two frames', stripJpeg, withSegments(bare.jpeg, segment(0xc0, Buffer.alloc(9, 1)))],
  ['a JPEG without height', stripJpeg, Buffer.from(bare.jpeg.toString('hex').replace('ffc00011080002', 'ffc00011080000'), 'hex')],
  ['a PNG with a byte changed', stripPng, Buffer.from(bare.png.toString('hex').replace('0000000300000002', '0000000300000003'), 'hex')],
  ['a PNG with what nobody knows and everyone must', stripPng, withChunks(chunk('ABCD', secret))],
  ['a PNG without points', stripPng, Buffer.concat([bare.png.subarray(0, 33), chunk('IEND', Buffer.alloc(0))])],
  ['a PNG with two headers', stripPng, withChunks(bare.png.subarray(8, 33))],
  ['a WebP that moves', stripWebp, extended(0x02, riff('ANIM', Buffer.alloc(6)))],
  ['a WebP without points', stripWebp, riff('RIFF', Buffer.from('WEBP'))],
  ['a WebP of two pictures', stripWebp, extended(0, bare.webp.subarray(12))],
  [
    'a WebP that begins otherwise than with a key frame',
    stripWebp,
    riff('RIFF', Buffer.concat([Buffer.from('WEBP'), riff('VP8 ', Buffer.alloc(20))])),
  ],
])('%s is refused', ([, strip, bytes]) => {
  expect(() => strip(bytes)).toThrow(BrokenPicture);
});

test.for<[string, (bytes: Buffer) => Picture, (parts: number) => Buffer, number]>([
  ['scans of a JPEG', stripJpeg, (parts) => withScans(parts), mostParts.jpegScans],
  ['comments of a JPEG', stripJpeg, (parts) => withSegments(bare.jpeg, ...times(parts, segment(0xfe, secret))), mostParts.jpegSegments],
  ['words of a PNG', stripPng, (parts) => withChunks(...times(parts, chunk('tEXt', secret))), mostParts.pngChunks],
  ['points of a PNG', stripPng, (parts) => withChunks(...times(parts, chunk('IDAT', Buffer.alloc(0)))), mostParts.pngChunks],
  ['chunks that nobody knows of a WebP', stripWebp, (parts) => extended(0, ...times(parts, riff('abcd', secret))), mostParts.webpChunks],
])('%s are taken as many as programs write, and no more', ([, strip, build, most]) => {
  // Beside them stands what the picture itself is made of.
  expect(strip(build(most - 20))).toMatchObject({ width: 3, height: 2 });
  expect(() => strip(build(most + 1))).toThrow(BrokenPicture);
});

test('what is kept of a photo has neither its words nor its name', async ({ act }) => {
  const { file, width, height } = await receivePicture(act(), upload('awa-diop.jpeg', buildPhoto({ orientation: 6 })), {
    name: 'photo',
    most: 1_000_000,
  });
  expect(file).toMatchObject({ name: 'photo.jpg', mediaType: 'image/jpeg' });
  expect([width, height]).toEqual([2, 3]);
  expect(readFileSync(pathOf(act().files, file.id)).includes('GPS')).toBe(false);
});

test.for<[string, string | null, Buffer, string]>([
  ['no photo', null, Buffer.alloc(0), 'Choisissez un fichier.'],
  ['an empty one', 'vide.jpg', Buffer.alloc(0), 'vide'],
  ['one byte', 'un.jpg', Buffer.from([0xff]), 'quel que soit son nom'],
  ['a page that calls itself a photo', 'page.jpg', Buffer.from('<html><script>alert(1)</script>'), 'quel que soit son nom'],
  ['a drawing that may run scripts', 'dessin.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'quel que soit son nom'],
  ['a damaged photo', 'cassee.jpg', bare.jpeg.subarray(0, 200), 'abîmée'],
  ['a photo that weighs too much', 'lourde.jpg', Buffer.concat([bare.jpeg, Buffer.alloc(1_000_000)]), '1\u00a0Mo'],
  ['a photo of more points than a browser draws', 'bombe.png', wide(), 'millions de points'],
])('%s is refused in words', async ([, name, bytes, sentence], { act }) => {
  await expect(receivePicture(act(), upload(name, bytes), { name: 'photo', most: 1_000_000 })).rejects.toSatisfy(
    (error) => error instanceof Invalid && error.fields['file']!('fr').includes(sentence),
  );
});

/** A JPEG in which the one scan comes twice, with something between. */
function twoScans(between: Buffer = Buffer.alloc(0)): Buffer {
  const at = bare.jpeg.indexOf(Buffer.from('ffda', 'hex'));
  return Buffer.concat([bare.jpeg.subarray(0, -2), between, bare.jpeg.subarray(at)]);
}

/** A JPEG with more scans, of no points, before its own. */
function withScans(scans: number): Buffer {
  const at = bare.jpeg.indexOf(Buffer.from('ffda', 'hex'));
  return Buffer.concat([bare.jpeg.subarray(0, at), ...times(scans, Buffer.from('ffda0002', 'hex')), bare.jpeg.subarray(at)]);
}

function times(count: number, one: Buffer): Buffer[] {
  return Array.from({ length: count }, () => one);
}

/** A PNG with more chunks after its header. */
function withChunks(...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([bare.png.subarray(0, 33), ...chunks, bare.png.subarray(33)]);
}

/** A WebP with more chunks, which its flags announce. */
function extended(flags: number, ...chunks: readonly Buffer[]): Buffer {
  const header = Buffer.from([flags, 0, 0, 0, 2, 0, 0, 1, 0, 0]);
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), riff('VP8X', header), ...chunks, bare.webp.subarray(12)]));
}

/** A PNG of a few bytes that says that it has ten thousand million points. */
function wide(): Buffer {
  const header = Buffer.from(bare.png.subarray(16, 29));
  header.writeUInt32BE(100_000, 0);
  header.writeUInt32BE(100_000, 4);
  return Buffer.concat([bare.png.subarray(0, 8), chunk('IHDR', header), chunk('IDAT', deflateSync('')), chunk('IEND', Buffer.alloc(0))]);
}

function upload(name: string | null, bytes: Buffer) {
  return {
    name,
    bytes: (async function* () {
      yield bytes;
    })(),
  };
}
