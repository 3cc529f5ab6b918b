/** The shape of the code, as rules over its files: what `architecture.test.ts` holds and proves able to fail. */

export interface Violation {
  file: string;
  rule: string;
}

type Files = ReadonlyMap<string, string>;

/** Everything in these files that breaks the layout described in ARCHITECTURE.md. */
export function violations(files: Files, uses: Record<string, readonly string[]>): Violation[] {
  return [...files].flatMap(([file, text]) =>
    [
      ...importsOf(file, text).flatMap((imported) => importRule(file, imported, uses)),
      ...textRules.flatMap(({ rule, applies, broken }) => (applies(file) && broken(text, file) ? [rule] : [])),
    ].map((rule) => ({ file, rule })),
  );
}

const layers = ['kernel', 'ui', 'modules', 'site'];

function importRule(file: string, imported: string, uses: Record<string, readonly string[]>): string[] {
  if (imported === 'better-auth' || imported.startsWith('better-auth/'))
    return file.startsWith('src/kernel/auth/') ? [] : ['only kernel/auth imports better-auth'];
  if (!imported.startsWith('src/') || !file.startsWith('src/')) return [];
  const [from, to] = [layerOf(file), layerOf(imported)];
  if (from >= 0 && to >= 0 && to > from) return [`${layers[from]} may not import ${layers[to]}`];
  const [own, other] = [moduleOf(file), moduleOf(imported)];
  if (!own || !other || own === other || isTest(file)) return [];
  if (!uses[own]?.includes(other)) return [`${own} does not use ${other} (src/modules.ts)`];
  return /^src\/modules\/[^/]+\/(index|paths)\.ts$/.test(imported) ? [] : ['a module is seen through its index.ts and paths.ts only'];
}

const textRules: { rule: string; applies(file: string): boolean; broken(text: string, file: string): boolean }[] = [
  {
    rule: 'rules.ts and policy.ts are pure: type imports, and what is pure itself',
    applies: (file) => /\/(rules|policy)\.ts$/.test(file),
    broken: (text) => /from '(drizzle-orm|hono|node:|preact)/.test(text.replace(/^import type .*$/gm, '')),
  },
  {
    rule: 'no HTML string is ever built',
    applies: (file) => file.endsWith('.tsx') && !isTest(file),
    broken: (text) => text.includes('dangerouslySetInnerHTML'),
  },
  {
    rule: 'links go through Link, which knows the language',
    applies: (file) => /^src\/(modules|site)\/.*\.tsx$/.test(file) && !isTest(file),
    broken: (text) => /<a\s[^>]*href=\{(?!`?https|.*external)/.test(text),
  },
  {
    rule: 'a file over 300 lines has its reason in the reviewed list',
    applies: (file) => file.startsWith('src/') && /\.tsx?$/.test(file) && !isTest(file),
    broken: (text, file) => text.split('\n').length > 301 && !longFiles.has(file),
  },
];

/** Files that are long for a reason. */
const longFiles = new Map([
  ['src/ui/gallery.tsx', 'every component on two pages, for eyes and for axe: one list, read from top to bottom'],
  ['src/site/demonstration/fund/subjects.ts', 'what each kind of invented project says: words, and no code'],
]);

function importsOf(file: string, text: string): string[] {
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return found.map((specifier) => (specifier.startsWith('.') ? resolve(file, specifier) : specifier));
}

function resolve(file: string, specifier: string): string {
  return new URL(specifier, `file:///${file}`).pathname.slice(1);
}

function layerOf(file: string): number {
  return layers.indexOf(file.split('/')[1] ?? '');
}

function moduleOf(file: string): string | null {
  return /^src\/modules\/([^/]+)\//.exec(file)?.[1] ?? null;
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\/testing\.tsx?$|\/factories\.ts$/.test(file);
}
