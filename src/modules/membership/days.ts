/** A day as people type it: `23/11/2026`. */
export function typeDay({ day, month, year }: Temporal.PlainDate): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(day)}/${two(month)}/${year}`;
}
