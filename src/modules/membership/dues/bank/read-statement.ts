import { guessColumns, readBankTable } from './csv.ts';
import { readBankFile } from './read-file.ts';
import type { Statement } from './statement-lines.ts';

/**
 * Reads a statement whole, CAMT.053 or a CSV file whose columns their headings name.
 * @throws Refused with a sentence; nothing was kept
 */
export async function readStatement(
  bytes: AsyncIterable<Uint8Array>,
  encoding: 'windows-1252' | null = null,
): Promise<{ sha256: string; statement: Statement }> {
  const read = await readBankFile(bytes, encoding);
  if (read.format === 'camt.053') return { sha256: read.sha256, statement: read.statement };
  const mapping = guessColumns(read.table.header);
  return { sha256: read.sha256, statement: readBankTable(read.table, mapping) };
}
