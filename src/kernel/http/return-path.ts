/**
 * The page to come back to after signing in, as it came from the address bar: only a path of this site.
 * @returns null for anything that could lead elsewhere (`//other.site`, `/\other`, `https:…`)
 */
export function readReturnPath(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value) || /[\\\p{Cc}]/u.test(value)) return null;
  const base = 'http://beffroi.invalid';
  if (!URL.canParse(value, base)) return null;
  const url = new URL(value, base);
  // A path like `/.//other.site` is folded into `//other.site`.
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : null;
}
