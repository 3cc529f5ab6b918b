import { readFileSync } from 'node:fs';
import { ne } from 'drizzle-orm';
import { inTransaction, type Act } from '../../kernel/act.ts';
import type { Db } from '../../kernel/db/db.ts';
import { projectPath } from '../../kernel/project.ts';
import { revisionAt } from './facts/revision.ts';
import { applyImport, guessMapping, readTable, type ImportKind } from './imports/index.ts';
import { say } from './messages.ts';
import { revision } from './schema.ts';

/** In the order in which they lean on each other. */
const files: readonly ImportKind[] = ['parties', 'series', 'links', 'statuses', 'endorsements', 'measures', 'occurrences'];

/** Whether every revision is one of those that record what ships. */
export async function holdsReferenceOnly(db: Db): Promise<boolean> {
  return (await db.$count(revision, ne(revision.reason, say.in('fr')('reference.reason')))) === 0;
}

/**
 * Records the facts that ship with the product (`data/reference/*.csv`), by the same import as anyone's files, in a
 * register that holds nothing yet: all of them, or none. A register that holds something is left as it is.
 * @returns how many lines were recorded
 */
export async function loadReference(act: Act): Promise<number> {
  return inTransaction(act, async (act) => {
    if ((await revisionAt(act.db, null)) > 0) return 0;
    let lines = 0;
    for (const kind of files) {
      const table = await readTable(readFileSync(projectPath('data', 'reference', `${kind}.csv`)));
      const { plan } = await applyImport(act, kind, table, guessMapping(kind, table.header), { reason: say.in('fr')('reference.reason') });
      lines += plan.counts.new;
    }
    return lines;
  });
}
