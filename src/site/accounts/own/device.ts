/** The browser and system that a session was opened from, as far as it says: `Firefox, Android`; null when it says nothing. */
export function describeDevice(userAgent: string): string | null {
  const named = [browsers, systems].map((list) => list.find(([, pattern]) => pattern.test(userAgent))?.[0]).filter(Boolean);
  return named.length > 0 ? named.join(', ') : null;
}

// In this order: Edge and Opera also call themselves Chrome, which calls itself Safari.
const browsers: [string, RegExp][] = [
  ['Edge', /Edg/],
  ['Opera', /OPR/],
  ['Firefox', /Firefox|FxiOS/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
];
const systems: [string, RegExp][] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Macintosh/],
  ['Linux', /Linux/],
];
