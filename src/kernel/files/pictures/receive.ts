import type { Act } from '../../act.ts';
import { Invalid } from '../../errors.ts';
import type { Upload } from '../../http/upload.ts';
import { formatNumber } from '../../i18n/format.ts';
import { say } from '../messages.ts';
import { receiveFile, type ReceivedFile } from '../receive.ts';
import { stripJpeg } from './jpeg.ts';
import { BrokenPicture, type Picture } from './picture.ts';
import { pngSignature, stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

/** As many points as a browser draws without trouble. */
const mostPoints = 50_000_000;

/**
 * Takes a picture in and keeps a copy of which nothing is left but its points and how it is held; what was sent never reaches
 * the disk. It is held whole in memory meanwhile. `name`: what the copy is called, for people's own names say too much.
 * @throws Invalid (`field`) where it is none, is damaged, moves, weighs more than `most` bytes, or has too many points
 */
export async function receivePicture(
  act: Act,
  upload: Pick<Upload, 'name' | 'bytes'>,
  { name, most, field = 'file' }: { name: string; most: number; field?: string },
): Promise<{ file: ReceivedFile; width: number; height: number }> {
  if (upload.name === null) throw new Invalid({ [field]: say.later('file.none') });
  const { bytes, mediaType, width, height } = readPicture(await readWhole(upload.bytes, most, field), field);
  if (width * height > mostPoints)
    throw new Invalid({
      [field]: (lang) => say.in(lang)('picture.tooManyPoints', { most: formatNumber(mostPoints / 1_000_000, lang) }),
    });
  const whole = (async function* () {
    yield bytes;
  })();
  const file = await receiveFile(act, { name: `${name}.${extensions[mediaType]}`, bytes: whole }, { accept: ['image'], most, field });
  return { file, width, height };
}

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' };

async function readWhole(bytes: AsyncIterable<Uint8Array>, most: number, field: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    pieces.push(piece);
    size += piece.length;
    if (size > most)
      throw new Invalid({
        [field]: (lang) => say.in(lang)('picture.tooLong', { most: formatNumber(Math.floor(most / 1_000_000), lang) }),
      });
  }
  if (size === 0) throw new Invalid({ [field]: say.later('file.empty') });
  return Buffer.concat(pieces);
}

function readPicture(bytes: Buffer, field: string): Picture {
  try {
    if (bytes.readUIntBE(0, Math.min(3, bytes.length)) === 0xffd8ff) return stripJpeg(bytes);
    if (bytes.subarray(0, 8).equals(pngSignature)) return stripPng(bytes);
    if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return stripWebp(bytes);
  } catch (error) {
    if (!(error instanceof BrokenPicture)) throw error;
    throw new Invalid({ [field]: say.later('picture.broken') });
  }
  throw new Invalid({ [field]: (lang) => say.in(lang)('file.kind', { kinds: say.in(lang)('kind.image') }) });
}
