import { deflateSync } from 'node:zlib';
import { segment } from './jpeg.ts';
import { type Orientation, writeOrientation } from './orientation.ts';
import { chunk, pngSignature } from './png.ts';
import { chunk as riff } from './webp.ts';

/** A picture of three points by two, in each kind that is kept, with nothing else in it. */
export const bare = {
  jpeg: Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHi' +
      'gjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAA' +
      'AAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJwBzH//2Q==',
    'base64',
  ),
  png: buildPng(),
  webp: riff(
    'RIFF',
    Buffer.concat([Buffer.from('WEBP'), riff('VP8 ', Buffer.from('kAEAnQEqAwACAAQAaCWgAnS6AAOYAP7hw3gnqXKPUneexuAA', 'base64'))]),
  ),
  losslessWebp: riff(
    'RIFF',
    Buffer.concat([Buffer.from('WEBP'), riff('VP8L', Buffer.from('LwJAAAAHUKiCFqb/gYjofwA=', 'base64').subarray(0, 17))]),
  ),
};

/** A photo as a phone takes it: how it was held, and words where it says who took it and where. */
export function buildPhoto({ orientation = 1, words = 'GPS 6.13 N 1.22 E' }: { orientation?: Orientation; words?: string } = {}): Buffer {
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), writeOrientation(orientation), Buffer.from(words)]);
  return withSegments(bare.jpeg, segment(0xe1, exif), segment(0xfe, Buffer.from(words)));
}

/** A JPEG with more segments after its beginning. */
export function withSegments(jpeg: Buffer, ...segments: readonly Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

function buildPng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(3, 0);
  header.writeUInt32BE(2, 4);
  // Eight bits a colour, three colours.
  header.set([8, 2, 0, 0, 0], 8);
  const points = Buffer.alloc(2 * (1 + 3 * 3), 128);
  points[0] = points[10] = 0;
  return Buffer.concat([pngSignature, chunk('IHDR', header), chunk('IDAT', deflateSync(points)), chunk('IEND', Buffer.alloc(0))]);
}
