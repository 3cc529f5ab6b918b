import { type Entry, type ZipFile, openPromise } from 'yauzl';

/** What is wrong with an archive: it is none, unpacks to far more than an office writes, names what it should not, or runs code. */
export type ZipFault = 'broken' | 'bomb' | 'names' | 'macros';

const mostEntries = 5_000;
/** Bytes that an office's document may unpack to, and how many for each byte of it. */
const mostBytes = 250_000_000;
const mostRatio = 200;

/**
 * Looks at the directory of an archive (a document of Word or Excel is one) before anything of it is unpacked.
 * @returns what is wrong, or null
 */
export async function inspectZip(path: string): Promise<ZipFault | null> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false });
  } catch {
    return 'broken';
  }
  try {
    let [count, packed, unpacked] = [0, 0, 0];
    for await (const entry of zip.eachEntry()) {
      count += 1;
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      if (isMacro(entry)) return 'macros';
      if (count > mostEntries || unpacked > mostBytes || (unpacked > 10_000_000 && unpacked > packed * mostRatio)) return 'bomb';
    }
    return null;
  } catch (error) {
    // yauzl refuses names that lead out of the folder where they would be unpacked.
    return error instanceof Error && /relative path|absolute path|characters in fileName/i.test(error.message) ? 'names' : 'broken';
  } finally {
    zip.close();
  }
}

function isMacro({ fileName }: Entry): boolean {
  return /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|^Basic\/|^Scripts\//i.test(fileName);
}
