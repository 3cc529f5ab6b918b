import { readFileSync } from 'node:fs';
import { openDatabase } from '../../src/kernel/db/open.ts';
import { findFaults } from './workload.ts';

// Opens a database and prints what is wrong with it: `node checker.js SETTINGS FILE`, FILE holding the acknowledged writes.
const [settings, file] = process.argv.slice(2);
const open = await openDatabase(JSON.parse(settings!));
const acknowledged = readFileSync(file!, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
process.stdout.write(JSON.stringify(await findFaults(open, acknowledged)));
await open.close();
