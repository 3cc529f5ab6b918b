/**
 * A QR code (ISO/IEC 18004, byte mode, error correction M, mask 0): rows of modules, true being dark.
 * Written here because what is published for it brings twenty packages along.
 * @throws when the text is longer than version 20 holds (666 bytes)
 */
export function qrMatrix(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  const version = chooseVersion(bytes.length);
  const size = version * 4 + 17;
  const grid: (boolean | null)[][] = Array.from({ length: size }, () => Array<boolean | null>(size).fill(null));
  drawFunctionPatterns(grid, version);
  drawData(grid, interleave(dataCodewords(bytes, version), version));
  return grid.map((row) => row.map((module) => module === true));
}

/** Error-correction codewords per block, and blocks, by version (level M). */
const correction = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const blocks = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

function chooseVersion(length: number): number {
  for (let version = 1; version < correction.length; version += 1)
    if (dataCapacity(version) * 8 >= 4 + countBits(version) + length * 8) return version;
  throw new Error(`A text of ${length} bytes is too long for a QR code here`);
}

function countBits(version: number): number {
  return version < 10 ? 8 : 16;
}

/** Codewords of all kinds that the version holds: the modules left once its patterns are drawn. */
function rawCapacity(version: number): number {
  const aligned = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const patterns = aligned === 0 ? 0 : (25 * aligned - 10) * aligned - 55;
  return Math.floor(((16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36)) / 8);
}

function dataCapacity(version: number): number {
  return rawCapacity(version) - correction[version]! * blocks[version]!;
}

function dataCodewords(bytes: Uint8Array, version: number): number[] {
  const capacity = dataCapacity(version);
  const header = `0100${bytes.length.toString(2).padStart(countBits(version), '0')}`;
  const body = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const bits = `${header}${body}`.slice(0, capacity * 8);
  const ended = bits + '0'.repeat(Math.min(4, capacity * 8 - bits.length));
  const words = (ended.padEnd(Math.ceil(ended.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2));
  for (let pad = 0xec; words.length < capacity; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** Cuts the data into blocks, the first ones shorter by one, adds to each its correction, and takes them turn by turn. */
function interleave(data: number[], version: number): number[] {
  const count = blocks[version]!;
  const raw = rawCapacity(version);
  const short = count - (raw % count);
  const shortLength = Math.floor(raw / count) - correction[version]!;
  const divisor = reedSolomonDivisor(correction[version]!);
  const cut: { words: number[]; check: number[] }[] = [];
  for (let index = 0, from = 0; index < count; index += 1) {
    const length = shortLength + (index < short ? 0 : 1);
    const words = data.slice(from, from + length);
    cut.push({ words, check: reedSolomonRemainder(words, divisor) });
    from += length;
  }
  const takeTurns = (lists: number[][]) =>
    Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_, turn) =>
      lists.flatMap((list) => (turn < list.length ? [list[turn]!] : [])),
    ).flat();
  return [...takeTurns(cut.map((block) => block.words)), ...takeTurns(cut.map((block) => block.check))];
}

/** Multiplies in the field of 256 elements whose modulus is 0x11d. */
function multiply(one: number, other: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((other >>> bit) & 1) * one;
  }
  return product;
}

function reedSolomonDivisor(degree: number): number[] {
  const divisor = [...Array<number>(degree - 1).fill(0), 1];
  for (let step = 0, root = 1; step < degree; step += 1, root = multiply(root, 2)) {
    for (let index = 0; index < degree; index += 1) divisor[index] = multiply(divisor[index]!, root) ^ (divisor[index + 1] ?? 0);
  }
  return divisor;
}

function reedSolomonRemainder(words: readonly number[], divisor: readonly number[]): number[] {
  const remainder = divisor.map(() => 0);
  for (const word of words) {
    const factor = word ^ remainder.shift()!;
    remainder.push(0);
    divisor.forEach((coefficient, index) => (remainder[index]! ^= multiply(coefficient, factor)));
  }
  return remainder;
}

function drawFunctionPatterns(grid: (boolean | null)[][], version: number): void {
  const size = grid.length;
  const set = (row: number, column: number, dark: boolean) => {
    if (grid[row]?.[column] !== undefined) grid[row]![column] = dark;
  };
  for (let index = 0; index < size; index += 1) {
    set(6, index, index % 2 === 0);
    set(index, 6, index % 2 === 0);
  }
  for (const [row, column] of [
    [3, 3],
    [3, size - 4],
    [size - 4, 3],
  ] as const) {
    square(4, (dy, dx, ring) => set(row + dy, column + dx, ring !== 2 && ring !== 4));
  }
  const positions = alignmentPositions(version);
  const last = positions.length - 1;
  positions.forEach((row, y) =>
    positions.forEach((column, x) => {
      const taken = (y === 0 && x === 0) || (y === 0 && x === last) || (y === last && x === 0);
      if (!taken) square(2, (dy, dx, ring) => set(row + dy, column + dx, ring !== 1));
    }),
  );
  drawFormat(set, size);
  if (version >= 7) drawVersion(set, size, version);
}

/** Calls with each offset of a square around its centre, and the ring it is on. */
function square(radius: number, call: (dy: number, dx: number, ring: number) => void): void {
  for (let dy = -radius; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1) call(dy, dx, Math.max(Math.abs(dy), Math.abs(dx)));
}

function alignmentPositions(version: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const size = version * 4 + 17;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => size - 7 - (count - 2 - index) * step)];
}

/** Level M and mask 0, protected by a BCH code: always the same fifteen bits. */
function drawFormat(set: (row: number, column: number, dark: boolean) => void, size: number): void {
  const bits = 0x5412;
  const bit = (index: number) => ((bits >>> index) & 1) === 1;
  for (let index = 0; index <= 5; index += 1) set(index, 8, bit(index));
  set(7, 8, bit(6));
  set(8, 8, bit(7));
  set(8, 7, bit(8));
  for (let index = 9; index < 15; index += 1) set(8, 14 - index, bit(index));
  for (let index = 0; index < 8; index += 1) set(8, size - 1 - index, bit(index));
  for (let index = 8; index < 15; index += 1) set(size - 15 + index, 8, bit(index));
  set(size - 8, 8, true);
}

function drawVersion(set: (row: number, column: number, dark: boolean) => void, size: number, version: number): void {
  let remainder = version;
  for (let step = 0; step < 12; step += 1) remainder = (remainder << 1) ^ ((remainder >>> 11) * 0x1f25);
  const bits = (version << 12) | remainder;
  for (let index = 0; index < 18; index += 1) {
    const dark = ((bits >>> index) & 1) === 1;
    const [far, near] = [size - 11 + (index % 3), Math.floor(index / 3)];
    set(near, far, dark);
    set(far, near, dark);
  }
}

/** Fills what is left, two columns at a time from the right, up and down in turn, the vertical timing column skipped. */
function drawData(grid: (boolean | null)[][], words: readonly number[]): void {
  const size = grid.length;
  let index = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      for (const column of [right, right - 1]) {
        const upwards = ((right + 1) & 2) === 0;
        const row = upwards ? size - 1 - step : step;
        if (grid[row]![column] !== null) continue;
        const dark = (((words[index >>> 3] ?? 0) >>> (7 - (index & 7))) & 1) === 1;
        grid[row]![column] = dark !== ((row + column) % 2 === 0);
        index += 1;
      }
    }
  }
}
