import { type Orientation, readOrientation, turned, writeOrientation } from './orientation.ts';
import { BrokenPicture, mostParts, type Picture } from './picture.ts';

// Markers of JPEG (ITU-T T.81, table B.1).
const [start, end, scan] = [0xd8, 0xd9, 0xda];
/** Frames that browsers show: baseline, extended, progressive. */
const frames = [0xc0, 0xc1, 0xc2];
/** Tables without which nothing is decoded: Huffman, quantization, restarts. */
const tables = [0xc4, 0xdb, 0xdd];
const [jfif, exif, adobe, comment] = [0xe0, 0xe1, 0xee, 0xfe];

/**
 * A JPEG with what is needed to decode it and how it is held. Comments, places, names of devices, thumbnails and profiles go,
 * and whatever follows the end of the picture: phones put a film or a second picture there.
 * @throws BrokenPicture
 */
export function stripJpeg(bytes: Buffer): Picture {
  const segments: Buffer[] = [];
  let [isJfif, orientation]: [boolean, Orientation | null] = [false, null];
  let colours: Buffer | null = null;
  let frame: { width: number; height: number } | null = null;
  let [at, scans] = [2, 0];
  for (let parts = 0; ; parts += 1) {
    if (parts > mostParts.jpegSegments || scans > mostParts.jpegScans) throw new BrokenPicture('too many parts');
    if (bytes[at] !== 0xff) throw new BrokenPicture('a marker is missing');
    while (bytes[at] === 0xff) at += 1;
    const marker = bytes[at];
    at += 1;
    if (marker === end && scans > 0) break;
    const next = marker === undefined || at + 2 > bytes.length ? 0 : at + bytes.readUInt16BE(at);
    if (next < at + 2 || next > bytes.length) throw new BrokenPicture('a segment is cut short');
    const body = bytes.subarray(at + 2, next);
    const name = body.toString('latin1', 0, 6);
    at = next;
    if (marker === jfif) isJfif ||= name.startsWith('JFIF\0');
    else if (marker === exif && name === 'Exif\0\0') orientation ??= readOrientation(body.subarray(6));
    else if (marker === adobe && name.startsWith('Adobe') && body.length >= 12) colours ??= segment(adobe, body.subarray(0, 12));
    else if (frames.includes(marker!)) {
      if (frame || body.length < 6) throw new BrokenPicture('a frame is not alone, or not whole');
      frame = { width: body.readUInt16BE(3), height: body.readUInt16BE(1) };
      segments.push(segment(marker!, body));
    } else if (tables.includes(marker!)) segments.push(segment(marker!, body));
    else if (marker === scan) {
      if (!frame) throw new BrokenPicture('a scan without a frame');
      at = endOfScan(bytes, next);
      segments.push(segment(scan, body), bytes.subarray(next, at));
      scans += 1;
    } else if (marker !== comment && (marker! < jfif || marker! > 0xef)) throw new BrokenPicture(`marker ${marker}`);
  }
  if (!frame || frame.width === 0 || frame.height === 0) throw new BrokenPicture('nothing to see');
  const held = orientation ?? 1;
  const kept = [
    Buffer.from([0xff, start]),
    // One point is as wide as high, and no thumbnail.
    ...(isJfif ? [segment(jfif, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1'))] : []),
    ...(held === 1 ? [] : [segment(exif, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), writeOrientation(held)]))]),
    ...(colours ? [colours] : []),
    ...segments,
    Buffer.from([0xff, end]),
  ];
  return { bytes: Buffer.concat(kept), mediaType: 'image/jpeg', ...turned(frame.width, frame.height, held) };
}

/** A segment of a JPEG. */
export function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Where the points of a scan end: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  // Byte by byte: a search that is called anew for each of millions of stuffed bytes takes seconds.
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1]!;
    if (next !== 0xff && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw new BrokenPicture('a scan is cut short');
}
