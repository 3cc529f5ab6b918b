import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = path.join(root, 'dist');
const assets = path.join(dist, 'assets');
const stamp = path.join(dist, '.stamp');

/**
 * Writes `dist/`: the server and the command bundled, the style sheet, the islands and their manifest.
 * Files are replaced, then what is no longer made is taken away: someone may be reading them.
 */
export async function build(): Promise<void> {
  mkdirSync(assets, { recursive: true });
  // The stamp bears the time when the build began to read: what is saved meanwhile is newer, and built next time.
  writeFileSync(`${stamp}.new`, '');
  const [server, styles, islands] = await Promise.all([buildServer(), buildStyles(), buildIslands()]);
  const manifest: Record<string, string> = {};
  for (const { name, content } of [styles, ...islands, ...readStatic()]) {
    const { name: stem, ext } = path.parse(name);
    if (manifest[name]) throw new Error(`Two islands are named ${name}`);
    manifest[name] = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 10)}${ext}`;
    writeFileSync(path.join(assets, manifest[name]), content);
  }
  writeFileSync(path.join(assets, 'manifest.json.new'), JSON.stringify(manifest, null, 2));
  renameSync(path.join(assets, 'manifest.json.new'), path.join(assets, 'manifest.json'));
  renameSync(`${stamp}.new`, stamp);
  removeOthers(dist, [...server, 'assets', path.basename(stamp)]);
  removeOthers(assets, [...Object.values(manifest), 'manifest.json']);
}

/** Builds only when something under src/, scripts/, bench/ or the lock file is newer than the last build. */
export async function buildIfNeeded(): Promise<void> {
  if (existsSync(stamp) && newest(['src', 'scripts', 'bench', 'package-lock.json']) <= statSync(stamp).mtimeMs) return;
  await build();
}

interface Output {
  /** Logical name: `beffroi.css`. */
  name: string;
  content: Uint8Array | string;
}

/** The names of the files written. */
async function buildServer(): Promise<string[]> {
  const { build: bundle } = await import('esbuild');
  const entryPoints = [
    'src/main.ts',
    'src/cli.ts',
    'src/kernel/backup/drill-worker.ts',
    'src/kernel/jail/read-word-tables.ts',
    'bench/bench.ts',
  ].filter((file) => existsSync(path.join(root, file)));
  const { metafile } = await bundle({
    metafile: true,
    absWorkingDir: root,
    // `out` gives main.js, cli.js and the others beside each other, wherever they come from.
    entryPoints: entryPoints.map((file) => ({ in: file, out: path.parse(file).name })),
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    // What production installs stays outside; the rest, small and pure, is bundled, and production does without it.
    external: Object.keys(productionDependencies()).flatMap((name) => [name, `${name}/*`]),
    // CommonJS packages that are bundled still call require.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    sourcemap: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
  });
  return Object.keys(metafile.outputs).map((file) => path.basename(file));
}

function productionDependencies(): Record<string, string> {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies;
}

async function buildIslands(): Promise<Output[]> {
  const { build: bundle } = await import('esbuild');
  const entryPoints = [...islandsOf('src/ui/islands'), ...list('src/modules').flatMap((name) => islandsOf(`src/modules/${name}/islands`))];
  const { outputFiles } = await bundle({
    absWorkingDir: root,
    entryPoints: entryPoints.map((file) => ({ in: file, out: path.parse(file).name })),
    outdir: assets,
    write: false,
    bundle: true,
    // A classic script: a page saved to disk still runs it, a module would be refused from file://.
    format: 'iife',
    minify: true,
    target: 'es2022',
    logLevel: 'error',
  });
  return outputFiles.map((file) => ({ name: path.basename(file.path), content: file.contents }));
}

async function buildStyles(): Promise<Output> {
  return { name: 'beffroi.css', content: dropUnused(await compileStyles(), readSources()) };
}

/** The style sheet with every rule, used or not. */
export async function compileStyles(): Promise<string> {
  const { compile } = await import('sass');
  const { css } = compile(path.join(root, 'src/ui/styles/beffroi.scss'), {
    loadPaths: [path.join(root, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
    charset: false,
  });
  return slim(toLogical(css));
}

/**
 * Rewrites left and right as start and end, so that a right-to-left language needs no rework: govuk-frontend
 * still writes physical properties. Properties only; values change where they are the keyword alone.
 */
export function toLogical(css: string): string {
  return css
    .replace(/(?<=[{;])(margin|padding|border)-(left|right)(?=[-:])/g, (_, box, side) => `${box}-inline-${edges[side]}`)
    .replace(/(?<=[{;])(left|right)(?=:)/g, (_, side) => `inset-inline-${edges[side]}`)
    .replace(/(?<=[{;]text-align:)(left|right)(?=[ ;}!])/g, (_, side) => edges[side]!)
    .replace(/(?<=[{;](?:float|clear):)(left|right)(?=[ ;}!])/g, (_, side) => `inline-${edges[side]}`);
}

const edges: Record<string, string> = { left: 'start', right: 'end' };

/** Drops what the sheet says twice: each colour's fallback beside the custom property that it always sets. */
function slim(css: string): string {
  return css.replace(/var\((--govuk-[a-z-]+-colour), ?#[0-9a-f]{3,8}\)/g, 'var($1)');
}

/**
 * Drops the rules of govuk-frontend for classes that our components never print: variants, and what its scripts add. A class
 * whose end is computed (`govuk-tag--${kind}`) is kept whatever its end.
 */
export function dropUnused(css: string, sources: string): string {
  if (sources.includes('govuk-${')) throw new Error('A class is computed from its beginning: spell it, or its style is lost');
  const computed = [...new Set(sources.match(/govuk-[\w-]+(?=\$\{)/g))];
  const isUsed = (name: string) => sources.includes(name) || computed.some((start) => name.startsWith(start));
  const kept = css.replace(/([^{}@;]+)\{([^{}]*)\}/g, (rule, selectors: string, body: string) => {
    // Commas inside `:not(…)` part no selectors.
    const used = selectors.split(/,(?![^(]*\))/).filter((selector) => (selector.match(/govuk-[\w-]+/g) ?? []).every(isUsed));
    return used.length === 0 ? '' : selectors.includes(',') ? `${used.join(',')}{${body}}` : rule;
  });
  return kept.replace(/@(?:media|supports)[^{}]*\{\}/g, '');
}

/** All that may print a class. */
function readSources(): string {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(root, 'src', name), 'utf8'))
    .join('\n');
}

function readStatic(): Output[] {
  return list('src/ui/static').map((name) => ({ name, content: readFileSync(path.join(root, 'src/ui/static', name)) }));
}

function removeOthers(folder: string, kept: string[]): void {
  for (const name of readdirSync(folder)) if (!kept.includes(name)) rmSync(path.join(folder, name), { recursive: true });
}

function islandsOf(folder: string): string[] {
  return list(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name}`);
}

function list(folder: string): string[] {
  return existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)) : [];
}

function newest(names: string[]): number {
  return Math.max(
    0,
    ...names
      .filter((name) => existsSync(path.join(root, name)))
      .map((name) => {
        const file = path.join(root, name);
        const stat = statSync(file);
        return stat.isDirectory() ? Math.max(stat.mtimeMs, newest(readdirSync(file).map((child) => path.join(name, child)))) : stat.mtimeMs;
      }),
  );
}

if (import.meta.main) await (process.argv.includes('--if-needed') ? buildIfNeeded() : build());
