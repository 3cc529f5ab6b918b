import type { Paper } from '../../../../kernel/papers/index.ts';
import { writePaperDocx, writePaperPdf } from '../../../../kernel/papers/index.ts';
import type { Note } from './schema.ts';

/** The paper of a note, as it was then. */
export function paperOf({ paper }: Pick<Note, 'paper'>): Paper {
  const stored = paper as Omit<Paper, 'date'> & { date: string };
  return { ...stored, date: Temporal.PlainDate.from(stored.date) };
}

/** A note as a file. */
export async function writeNote(note: Pick<Note, 'paper'>, format: 'pdf' | 'docx'): Promise<Uint8Array> {
  return format === 'pdf' ? writePaperPdf(paperOf(note)) : writePaperDocx(paperOf(note));
}
