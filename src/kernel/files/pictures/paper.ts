import { fileTypeFromBuffer } from 'file-type';
import type { Act } from '../../act.ts';
import type { Upload } from '../../http/upload.ts';
import { headLength, receiveFile, type ReceivedFile } from '../receive.ts';
import { receivePicture } from './receive.ts';

/**
 * Takes a paper in, as a PDF or as a picture of it, of which nothing is left but its points: a phone writes where someone signed.
 * @throws Invalid (`file`) where it is neither, is damaged, or weighs more than `most` bytes
 */
export async function receivePaper(
  act: Act,
  upload: Pick<Upload, 'name' | 'bytes'>,
  { name, most }: { name: string; most: number },
): Promise<ReceivedFile> {
  const rest = upload.bytes[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  for (let size = 0; size < headLength;) {
    const { done, value } = await rest.next();
    if (done) break;
    head.push(value);
    size += value.length;
  }
  const bytes = (async function* () {
    yield* head;
    yield* { [Symbol.asyncIterator]: () => rest };
  })();
  // By what `receiveFile` goes by too: what it would take for a picture never reaches it.
  const kind = await fileTypeFromBuffer(Buffer.concat(head));
  if (kind?.mime.startsWith('image/')) return (await receivePicture(act, { name: upload.name, bytes }, { name, most })).file;
  const file = await receiveFile(act, { name: upload.name, bytes }, { accept: ['pdf', 'image'], most });
  return { ...file, name: `${name}.pdf` };
}
