/** An `int8` as a number while it is exact, as a bigint beyond. */
export function readInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** A plain list of `int8`, as PostgreSQL writes it: `{1,2,NULL}`. */
export function readInt8List(text: string): (number | bigint | null)[] {
  const items = text.slice(1, -1);
  return items === '' ? [] : items.split(',').map((item) => (item === 'NULL' ? null : readInt8(item)));
}
