const steps = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** 20 → `XX`, from 1 to 3999. Throws RangeError elsewhere. */
export function formatRoman(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999) throw new RangeError(`No Roman numeral for ${value}`);
  let rest = value;
  let numeral = '';
  for (const [step, letters] of steps) {
    while (rest >= step) {
      numeral += letters;
      rest -= step;
    }
  }
  return numeral;
}

/** `XX` → 20. Only the usual writing counts (`IIII`, `VX` are null), in capitals. */
export function parseRoman(numeral: string): number | null {
  let value = 0;
  let at = 0;
  for (const [step, letters] of steps) {
    while (numeral.startsWith(letters, at)) {
      value += step;
      at += letters.length;
    }
  }
  return value > 0 && value < 4000 && at === numeral.length && formatRoman(value) === numeral ? value : null;
}
