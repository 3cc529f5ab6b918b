import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export interface AssetFile {
  type: string;
  body: Buffer<ArrayBuffer>;
  brotli: Buffer<ArrayBuffer>;
  gzip: Buffer<ArrayBuffer>;
}

/** The URL of a static file by its logical name: `asset('beffroi.css')` → `/assets/beffroi-3f9c….css`. */
export function asset(name: string): string {
  const file = manifest()[name];
  if (!file) throw new Error(`No asset « ${name} » in dist/assets/manifest.json; known: ${Object.keys(manifest()).join(', ')}`);
  return `/assets/${file}`;
}

/** Every static file by its hashed name, with its compressed forms; read once, served from memory. */
export function assetFiles(): ReadonlyMap<string, AssetFile> {
  files ??= new Map(Object.values(manifest()).map((file) => [file, readAsset(file)]));
  return files;
}

let known: Record<string, string> | undefined;
let files: Map<string, AssetFile> | undefined;

function manifest(): Record<string, string> {
  known ??= readManifest();
  return known;
}

function readManifest(): Record<string, string> {
  const file = path.join(folder, 'manifest.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} cannot be read: run « npm run build » first`, { cause });
  }
}

function readAsset(file: string): AssetFile {
  const body = readFileSync(path.join(folder, file));
  return { type: types[path.extname(file)]!, body, brotli: brotliCompressSync(body), gzip: gzipSync(body, { level: 9 }) };
}

// The same code runs from dist/ (bundled) and from src/ui/ (tests).
const folder =
  path.basename(import.meta.dirname) === 'dist'
    ? path.join(import.meta.dirname, 'assets')
    : path.join(import.meta.dirname, '../../dist/assets');

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
