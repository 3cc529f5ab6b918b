/** The wished address where it is free; else the first that is, with a number: `lome`, `lome-2`, `lome-3`. */
export function firstFree(wished: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wished)) return wished;
  let number = 2;
  while (taken.has(`${wished}-${number}`)) number += 1;
  return `${wished}-${number}`;
}
