/** What a piece of a dossier holds, as it was typed; several where several choices may be ticked. */
export type PieceValue = string | string[];

/** The pieces of a dossier by their address: `summary`, `period/from`, `budget/<row>/label`. */
export type Pieces = Readonly<Record<string, PieceValue>>;

/** A row of a table: its identifier is given by whoever adds it, so that two devices never add the same. */
export interface Row {
  id: string;
  cells: Readonly<Record<string, string>>;
}

/** What is not as it should be, where, and what a sentence needs to say it. */
export interface Problem {
  /** The address of the piece, or the key of the question. */
  path: string;
  code: ProblemCode;
  values?: Record<string, string | number>;
}
export type ProblemCode = (typeof problemCodes)[number];
export const problemCodes = [
  'required',
  'tooLong',
  'number',
  'least',
  'most',
  'decimals',
  'amount',
  'unclearAmount',
  'day',
  'periodOrder',
  'choice',
  'party',
  'place',
  'tooManyRows',
  'share',
  'sharesTotal',
  'theme',
  'purpose',
  'sector',
  'budgetEmpty',
  'category',
  'quantity',
  'paidBy',
  'otherFunding',
  'ceiling',
  'cityShare',
  'callLeast',
  'callMost',
  'resultLevel',
  'resultParent',
  'noResult',
  'noIndicator',
  'indicatorResult',
  'target',
  'sexTotal',
  'riskLevel',
  'markerEvidence',
  'markerScore',
  'markerReason',
  'markerScreen',
  'conflict',
] as const;

/** The cell that says where a row stands among the others. */
export const orderCell = '_';

/** The rows of a table, in their order: a row is there while any of its pieces is. */
export function rowsOf(pieces: Pieces, group: string): Row[] {
  const rows = new Map<string, Record<string, string>>();
  for (const [path, value] of Object.entries(pieces)) {
    if (!path.startsWith(`${group}/`)) continue;
    const [id, cell, more] = path.slice(group.length + 1).split('/');
    if (!id || !cell || more !== undefined) continue;
    const cells = rows.get(id) ?? {};
    cells[cell] = asText(value);
    rows.set(id, cells);
  }
  const place = (cells: Record<string, string>) => Number(cells[orderCell] ?? 0) || 0;
  return [...rows]
    .map(([id, cells]) => ({ id, cells }))
    .sort((one, other) => place(one.cells) - place(other.cells) || (one.id < other.id ? -1 : 1));
}

/** What a piece says, without the blanks around it; empty where there is none. */
export function textOf(pieces: Pieces, path: string): string {
  return asText(pieces[path] ?? '');
}

/** What is ticked. */
export function listOf(pieces: Pieces, path: string): string[] {
  const value = pieces[path];
  return value === undefined ? [] : [value].flat().filter(Boolean);
}

function asText(value: PieceValue): string {
  return (Array.isArray(value) ? value.join(', ') : value).trim();
}
