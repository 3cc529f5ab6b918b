/**
 * The door of assemblies: what bodies decided, and how another module puts an item of its own on an agenda. That module keeps
 * the identifier that `addItem` gives, joins the papers of its file, and declares whom the file concerns: recusals follow.
 */
export { addItem, addPaper, expectPaper, supplyPaper } from './agenda/commands.ts';
export { withdrawItem } from './agenda/order.ts';
export { type ItemOutcome, listItemOutcomes } from './decisions/outcomes.ts';
export { findDecision, listDecisions } from './decisions/queries.ts';
export { assemblyPaths } from './paths.ts';
export { declareInterest } from './recusals/commands.ts';
export { findSitting, type HeldSitting, listComingSittings } from './sittings/held.ts';
