import { createHash } from 'node:crypto';
import { Refused } from '../../../../kernel/errors.ts';
import { readTable } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { readCamt } from './camt.ts';
import type { WaitingTable } from './schema.ts';
import type { Statement } from './statement-lines.ts';

/** A statement of a year is a few megabytes. */
export const mostBytes = 20 * 1024 * 1024;

export type ReadBankFile = { sha256: string } & ({ format: 'camt.053'; statement: Statement } | { format: 'csv'; table: WaitingTable });

/**
 * Reads a bank's file, CAMT.053 or CSV, known by its content. What goes beyond the limit is passed over, for a browser
 * reads an answer only once all it sent was taken.
 * @throws Refused with a sentence; nothing was kept
 */
export async function readBankFile(bytes: AsyncIterable<Uint8Array>, encoding: 'windows-1252' | null): Promise<ReadBankFile> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length <= mostBytes) pieces.push(piece);
  }
  if (length > mostBytes) throw new Refused(say.later('bank.tooBig', { most: mostBytes / 1024 / 1024 }));
  const whole = Buffer.concat(pieces);
  const sha256 = createHash('sha256').update(whole).digest('hex');
  const start = new TextDecoder(markOf(whole) ?? 'utf-8').decode(whole.subarray(0, 200));
  if (/^\s*</.test(start)) return { sha256, format: 'camt.053', statement: readCamt(decodeXml(whole)) };
  const { header, rows } = await readTable(whole, { encoding });
  return { sha256, format: 'csv', table: { header, rows: rows.map(({ line, cells }) => ({ line, cells })) } };
}

/** UTF-16 says itself by its two first bytes. */
function markOf(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** The text of an XML file in the encoding that its mark or its declaration says, UTF-8 where neither does. */
function decodeXml(bytes: Buffer): string {
  const words = /^[^>]{0,200}encoding=["']([\w.-]{1,40})["']/.exec(bytes.toString('latin1', 0, 300))?.[1];
  const declared = markOf(bytes) ?? words ?? 'utf-8';
  try {
    return new TextDecoder(declared, { fatal: true }).decode(bytes);
  } catch {
    // A label that nobody knows, or bytes that are not in it.
    throw new Refused(say.later('bank.encoding', { encoding: declared }));
  }
}
