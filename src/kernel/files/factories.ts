import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const contentTypes =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';

/** Writes at `path` a document of Word as far as its names go, with more in it. @returns the path */
export async function writeDocument(path: string, more: (zip: ZipFile) => void = () => {}): Promise<string> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(contentTypes), '[Content_Types].xml', { compress: false });
  zip.addBuffer(Buffer.from('<w:document/>'), 'word/document.xml');
  more(zip);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

/** So many million blanks, never held at once. */
export function blanks(millions: number): Readable {
  const piece = Buffer.alloc(1_000_000, 32);
  return Readable.from(
    (function* () {
      for (let number = 0; number < millions; number += 1) yield piece;
    })(),
  );
}

/** An archive with an entry called `aaaa/etc`, given a name of the same length that leads out of its folder. */
export function leadElsewhere(archive: Buffer): Buffer {
  return Buffer.from(archive.toString('latin1').replaceAll('aaaa/etc', '../../et'), 'latin1');
}
