/** The register's door: what other modules may read and write through it. */
export { readAskedDay, withQuery, type AskedDay } from './asked-day.ts';
export { asOf, heldAt, knownAt, undated } from './facts/as-of.ts';
export { factKinds, type FactKind, type FactValues } from './facts/kinds.ts';
export { correctFact, endFact, recordFact, retainFact, retractFact, type FactContext, type NewFact } from './facts/record.ts';
export { inRevision, revisionAt, type Revision } from './facts/revision.ts';
export { sealJournal, verifyJournal, type JournalCheck } from './facts/journal.ts';
export { createParty, slugOf, type NewParty } from './parties/commands.ts';
export { findParties, findParty, indexParties, type PartyRef } from './parties/directory.ts';
export { sourceFor, sourcesFor, type SourceInput } from './sources.ts';
export { registerPaths } from './paths.ts';
export { loadReference } from './reference.ts';
export { listDatedOccurrences, listDatedStarts, type DatedOccurrence, type DatedStart } from './dated-facts.ts';
