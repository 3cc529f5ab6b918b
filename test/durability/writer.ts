import { readFileSync, writeSync } from 'node:fs';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openDatabase } from '../../src/kernel/db/open.ts';
import { findFaults, findLost, workloadAct, writeOne } from './workload.ts';

// A process that writes until it is killed: `node writer.js SETTINGS RUN FILE WHOLE`. It first looks for every write that
// FILE says was acknowledged (with WHOLE = 1 it checks everything); each line it prints is a promise.
const [settings, run, file, whole] = process.argv.slice(2);

const open = await openDatabase(JSON.parse(settings!));
await migrate(open);
const acknowledged = readFileSync(file!, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const faults = whole === '1' ? await findFaults(open, acknowledged) : await findLost(open.db, acknowledged);
say({ opened: true, faults });
for (let number = 1; ; number += 1) await writeOne(workloadAct(open.db), `run-${run}-${number}`, number, say);

function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}
