import fs, { writeSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { migrate } from '../../src/kernel/db/migrate.ts';
import { openDatabase } from '../../src/kernel/db/open.ts';
import { workloadAct, writeOne } from './workload.ts';

// Writes until the disk fails, then tries to go on: `node breaker.js fsync|space DATA FAILURE`. From the write FAILURE on,
// the disk refuses to confirm (`fsync`) or has no room left (`space`). Each line it prints is a promise.
const [mode, data, failure] = process.argv.slice(2);

const open = await openDatabase({ databaseUrl: undefined, databasePool: 1, data: data!, url: '', checkpointSeconds: 3600 });
await migrate(open);
for (let number = 1; number <= 40; number += 1) {
  if (number === Number(failure)) breakDisk();
  await writeOne(workloadAct(open.db), `write-${number}`, number, (write) => writeSync(1, `${JSON.stringify(write)}\n`)).catch(() => {});
}

/** What is printed goes to a pipe, which is not on the disk. */
function onlyPrinting(fail: (code: string) => never): typeof fs.writeSync {
  const write = fs.writeSync;
  return ((...args: Parameters<typeof fs.writeSync>) => (args[0] > 2 ? fail('ENOSPC') : write(...args))) as typeof fs.writeSync;
}

function breakDisk(): void {
  const fail = (code: string): never => {
    throw Object.assign(new Error(`${code}: simulated`), { code });
  };
  if (mode === 'fsync') fs.fsyncSync = () => fail('EIO');
  else fs.writeSync = onlyPrinting(fail);
  syncBuiltinESMExports();
}
