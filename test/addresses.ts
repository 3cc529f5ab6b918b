import type { Site } from './site.ts';

/** Every address of the site that can be asked for, with what is known in the place of its parts; `rien` for the others. */
export function addressesOf(site: Site, known: Readonly<Record<string, readonly string[]>>): string[] {
  const patterns = new Set(site.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
  return [...patterns]
    .flatMap((pattern) =>
      [...pattern.matchAll(/:([a-zA-Z]+)(?:\{[^}]*\})?/g)].reduce<string[]>(
        (all, [part, name]) => (known[name!] ?? ['rien']).flatMap((value) => all.map((path) => path.replace(part, value))),
        [pattern],
      ),
    )
    .filter((path) => !path.includes('*'));
}
