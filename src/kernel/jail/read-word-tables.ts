/**
 * Reads the tables of a Word document: run alone in a process that may read this one file and nothing else (jail.ts). Prints JSON:
 * tables, rows, cells, each cell its text with its line breaks.
 */
import { openPromise } from 'yauzl';
import { SaxesParser } from 'saxes';

const mostBytes = 30_000_000;

const zip = await openPromise(process.argv[2]!);
let found = false;
for await (const entry of zip.eachEntry()) {
  if (entry.fileName !== 'word/document.xml') continue;
  found = true;
  process.stdout.write(JSON.stringify(await readTables(await zip.openReadStreamPromise(entry))));
}
if (!found) throw new Error('no word/document.xml');

async function readTables(stream: AsyncIterable<Buffer>): Promise<string[][][]> {
  const tables: string[][][] = [];
  let [depth, text, isText, length] = [0, '', false, 0];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  // What declares its own entities is no document of an office.
  parser.on('doctype', () => {
    throw new Error('doctype');
  });
  parser.on('opentag', ({ name, isSelfClosing }) => {
    if (name === 'w:tbl' && (depth += 1) === 1) tables.push([]);
    if (name === 'w:tr' && depth === 1) tables.at(-1)!.push([]);
    if (name === 'w:tc' && depth === 1) text = '';
    if (name === 'w:br' || name === 'w:cr') text += '\n';
    if (name === 'w:tab') text += ' ';
    if (name === 'w:t' && !isSelfClosing) isText = true;
  });
  parser.on('text', (words) => {
    if (isText) text += words;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'w:t') isText = false;
    if (name === 'w:p') text += '\n';
    if (name === 'w:tc' && depth === 1) tables.at(-1)!.at(-1)?.push(text.trim());
    if (name === 'w:tbl') depth -= 1;
  });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of stream) {
    length += piece.length;
    if (length > mostBytes) throw new Error('too long');
    parser.write(decoder.decode(piece, { stream: true }));
  }
  parser.close();
  return tables;
}
