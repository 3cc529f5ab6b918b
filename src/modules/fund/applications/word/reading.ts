import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Act } from '../../../../kernel/act.ts';
import { Invalid } from '../../../../kernel/errors.ts';
import { pathOf, receiveFile } from '../../../../kernel/files/index.ts';
import type { Upload } from '../../../../kernel/http/upload.ts';
import { readInJail, Unreadable } from '../../../../kernel/jail/jail.ts';
import type { SimpleQuestion } from '../../calls/forms/views/question-field.tsx';
import { criteria } from '../../markers/criteria.ts';
import { openAsAuthor } from '../authors.ts';
import { isAsked, titlePath } from '../content/addresses.ts';
import { readFramework, yearsOf } from '../content/framework.ts';
import { readPeriod } from '../content/parts.ts';
import { orderCell, type PieceValue, rowsOf } from '../content/pieces.ts';
import { findWritten } from '../edits/queries.ts';
import { type Edit, isSame } from '../edits/rules.ts';
import { say } from '../messages.ts';
import { rowGroupsOf } from '../writing/columns.ts';
import type { OwnDossier } from '../writing/queries.ts';
import { answerQuestion } from './document.ts';
import { readWords } from './answers.ts';

/** Bytes that a document that comes back may have. */
const longest = 10_000_000;

/** What a document would change: the edits, and for each what stands there now. */
export interface WordChanges {
  edits: Edit[];
  /** Someone has written there since the document was made: it would be a conflict, nothing is lost. */
  conflicts: ReadonlySet<string>;
}

/**
 * Reads a document that was made of a dossier and filled in, in the jail of files that people send, and compares it with what it was
 * made of. Nothing is written. @throws Missing to anyone but the authors; Invalid for what is no such document
 */
export async function readWordDocument(act: Act, own: OwnDossier, upload: Pick<Upload, 'name' | 'bytes'>): Promise<WordChanges> {
  await openAsAuthor(act, own.dossier.id);
  const received = await receiveFile(act, upload, { accept: ['word'], most: longest });
  const file = pathOf(act.files, received.id);
  try {
    const answers = readAnswers((await readInJail('read-word-tables', file)) as string[][][]);
    if (answers.length === 0) throw new Invalid({ file: say.later('word.other') });
    return await compare(act, own, answers);
  } catch (error) {
    if (error instanceof Unreadable) throw new Invalid({ file: say.later('word.unreadable') });
    throw error;
  } finally {
    await rm(file, { force: true });
  }
}

interface WordAnswer {
  path: string;
  base: number;
  words: string;
}

function readAnswers(tables: readonly (readonly string[][])[]): WordAnswer[] {
  return tables.flat().flatMap((cells): WordAnswer[] => {
    const mark = /^([a-z][\w/-]{0,199})@(\d{1,9})$/.exec((cells.at(-1) ?? '').replace(/\s+/g, ''));
    return mark && cells.length >= 3 ? [{ path: mark[1]!, base: Number(mark[2]), words: cells.at(-2)! }] : [];
  });
}

async function compare(act: Act, own: OwnDossier, answers: readonly WordAnswer[]): Promise<WordChanges> {
  const { definition, dossier, pieces } = own;
  const written = await findWritten(act.db, dossier.id, { bases: answers.map(({ base }) => base) });
  const questions = questionsByPath(own);
  const edits: Edit[] = [];
  const conflicts = new Set<string>();
  const places = new Map<string, number>();
  for (const { path, base, words } of answers) {
    if (base > written.last || (path !== titlePath && !isAsked(definition, path))) continue;
    const value: PieceValue | null = readWords(questions(path), words);
    const said = written.said.get(base);
    const seen = said?.path === path ? said.value : null;
    // Word keeps no blanks around what is typed.
    if (isSame(trimmed(value), trimmed(seen))) continue;
    const there = written.pieces.get(path)?.value ?? null;
    if (!isSame(seen, there) && !isSame(value, there)) conflicts.add(path);
    edits.push({ id: randomUUID(), path, value, base });
    const [group = '', row, cell] = path.split('/');
    const order = `${group}/${row}/${orderCell}`;
    if (!cell || value === null || written.pieces.has(order) || !isAsked(definition, order) || places.has(order)) continue;
    const place = rowsOf(pieces, group).length + [...places.keys()].filter((one) => one.startsWith(`${group}/`)).length + 1;
    places.set(order, place);
    edits.push({ id: randomUUID(), path: order, value: String(place), base: 0 });
  }
  return { edits, conflicts };
}

function trimmed(value: PieceValue | null): PieceValue | null {
  return typeof value === 'string' ? value.trim() || null : value;
}

/** The choices that each piece is read with. */
function questionsByPath(own: OwnDossier): (path: string) => SimpleQuestion | null {
  const { pieces } = own;
  const choices = {
    years: yearsOf(readPeriod(pieces, () => {})),
    results: readFramework(pieces, [], () => {}).results.filter(({ text }) => text),
    themes: own.themes,
  };
  const asked = own.definition.sections.flatMap(({ questions }) => questions);
  const columns = new Map(
    asked
      .flatMap((question) => rowGroupsOf(question, choices))
      .flatMap(({ group, columns }) => columns.map((column) => [`${group} ${column.key}`, column] as const)),
  );
  return (path) => {
    const [group = '', row, cell] = path.split('/');
    if (group === 'markers' && criteria[row as 'gender']?.some(({ key }) => key === cell)) return answerQuestion;
    if (cell) return columns.get(`${group} ${cell}`) ?? null;
    const question = asked.find(({ key }) => key === path);
    return question?.kind === 'choice' ? question : null;
  };
}
