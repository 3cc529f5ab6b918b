import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.ts';

// Builds if needed, then runs dist/NAME.js in this same process: signals and exit status are its own.
const [name, ...args] = process.argv.slice(2);
if (!name) throw new Error('Usage: node scripts/run.ts NAME [arguments]');
await buildIfNeeded();
const file = path.join(import.meta.dirname, '../dist', `${name}.js`);
process.argv = [process.argv[0]!, file, ...args];
await import(pathToFileURL(file).href);
