import { sql } from 'drizzle-orm';
import type { Act } from '../../src/kernel/act.ts';
import { gatherCatalogue } from '../../src/kernel/catalogue.ts';
import { parsePartialDate, type PartialDate } from '../../src/kernel/dates.ts';
import { findDamage } from '../../src/kernel/db/damage.ts';
import type { Db } from '../../src/kernel/db/db.ts';
import type { OpenDatabase } from '../../src/kernel/db/open.ts';
import { createPassingSigner } from '../../src/kernel/signing/keys.ts';
import { createVerifier } from '../../src/kernel/signing/verify.ts';
import {
  correctFact,
  createParty,
  factKinds,
  inRevision,
  recordFact,
  retractFact,
  sourceFor,
  verifyJournal,
  type Revision,
} from '../../src/modules/register/index.ts';

/** A write that was acknowledged: its name, and the revision that it was told. */
export interface Acknowledged {
  name: string;
  revision: number;
}

/** The suffix of a write that changes what an earlier one recorded. */
const corrected = '-corrected';

/**
 * What an officer writes, through the register's own commands: a party with its names and measures in one revision, then,
 * now and then, a correction or a retraction in another. `acknowledge` is told of each as soon as it is committed.
 */
export async function writeOne(act: Act, name: string, number: number, acknowledge: (write: Acknowledged) => void): Promise<void> {
  const population = await inRevision(act, { command: 'durability', reason: name }, async (rev) => {
    const sourceId = await sourceFor(rev, { title: `Source ${number % 7}` });
    const { id } = await createParty(rev, { kind: 'local_authority', name: `Ville ${name}`, slug: name, nameEn: `City ${name}`, sourceId });
    await recordMeasure(rev, id, sourceId, '2021', number + 1);
    return { revision: rev.number, factId: await recordMeasure(rev, id, sourceId, '2020', number) };
  });
  acknowledge({ name, revision: population.revision });
  if (number % 3 !== 0) return;
  const correction = { name: `${name}${corrected}`, revision: 0 };
  await inRevision(act, { command: 'durability', reason: correction.name }, async (rev) => {
    correction.revision = rev.number;
    if (number % 2 === 0) await retractFact(rev, factKinds.measure, population.factId);
    else await correctFact(rev, factKinds.measure, population.factId, { values: { value: String(number * 2) } });
  });
  acknowledge(correction);
}

/** Builds the act of the workload. */
export function workloadAct(db: Db): Act {
  return {
    db,
    actor: { kind: 'system', name: 'durability' },
    now: Temporal.Now.instant(),
    jobs: { send: () => Promise.reject(new Error('The workload sends no job')) },
    catalogue: gatherCatalogue([]),
    signer: createPassingSigner(),
    site: { url: 'http://localhost:3000', sendsMail: false },
    files: '',
  };
}

/** Which acknowledged writes are not there as they were acknowledged; none is what was promised. */
export async function findLost(db: Db, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { rows } = await db.execute<{ name: string; revision: number; complete: boolean }>(sql`
    select reason as name, number as revision,
      entries = (select count(*) from journal_entry where journal_entry.revision = number)
        and (reason like ${`%${corrected}`} or (select count(*) from party_name join party on party.id = party_id where slug = reason) = 2) as complete
    from revision where command = 'durability'`);
  const found = new Map(rows.map((row) => [row.name, row]));
  return acknowledged
    .filter(({ name, revision }) => found.get(name)?.revision !== revision || !found.get(name)!.complete)
    .map(({ name }) => name);
}

/** Everything that is wrong with a database that was cut off: what is lost, what its indexes and its journal say. */
export async function findFaults(open: OpenDatabase, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const lost = (await findLost(open.db, acknowledged)).map((name) => `lost ${name}`);
  const { faults } = await verifyJournal(open.db, createVerifier([]));
  return [
    ...lost,
    ...((await findDamage(open.db)) ?? ['amcheck is not there']),
    ...faults.map(({ what, where }) => `journal ${what} ${where}`),
  ];
}

function recordMeasure(rev: Revision, partyId: string, sourceId: string, year: string, value: number): Promise<string> {
  return recordFact(rev, factKinds.measure, {
    from: partial(year),
    to: partial(String(Number(year) + 1)),
    certainty: 'confirmed',
    sourceId,
    values: { partyId, measure: 'population', value: String(value), unit: 'habitants' },
  });
}

function partial(text: string): PartialDate {
  return parsePartialDate(text)!;
}
