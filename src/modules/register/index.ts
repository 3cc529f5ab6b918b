/** The register's door: what other modules may read and write through it. */
export { readAskedDay, withQuery, type AskedDay } from './asked-day.ts';
export { readPage } from './list-params.ts';
export { factKinds } from './facts/kinds.ts';
export { correctFact, endFact, recordFact, retractFact, type FactContext } from './facts/record.ts';
export { inRevision, revisionAt, type Revision } from './facts/revision.ts';
export { verifyJournal } from './facts/journal.ts';
export { createParty, slugOf } from './parties/commands.ts';
export { indexParties } from './parties/directory.ts';
export { sourceFor } from './sources.ts';
export { registerPaths } from './paths.ts';
export { loadReference } from './reference.ts';
export { listDatedOccurrences, listDatedStarts, type DatedOccurrence, type DatedStart } from './dated-facts.ts';
