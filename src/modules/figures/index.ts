/** The door of figures: what other modules may read and write through it. */
export { evaluateValue, listFigures, listPublished, type FigureVersion } from './definitions/queries.ts';
export { loadFigures } from './definitions/load.ts';
export { recordCitations, withdrawCitations, type NewCitation } from './drift/commands.ts';
export { listDrift } from './drift/queries.ts';
export { hedgeHolds, hedgeState, type Hedge, type HedgeState } from './hedges.ts';
export { figurePaths } from './paths.ts';
export { freeze } from './snapshots/commands.ts';
export { findProofs, type Proof } from './snapshots/proofs.ts';
