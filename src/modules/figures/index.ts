/** The door of figures: what other modules may read and write through it. */
export { evaluateFigure, evaluateValue, findPublished, findVersions, listFigures, listPublished, type FigureEvaluation, type FigureVersion } from './definitions/queries.ts';
export { loadFigures } from './definitions/load.ts';
export { recordCitations, withdrawCitations, type CitingText, type NewCitation } from './drift/commands.ts';
export { listDrift, type Drift } from './drift/queries.ts';
export type { Moment } from './evaluation/evaluate.ts';
export { hedgeHolds, hedges, hedgeState, hedgeStates, type Hedge, type HedgeState } from './hedges.ts';
export { figurePaths } from './paths.ts';
export { freeze, type Snapshot } from './snapshots/commands.ts';
export { verifySnapshot, type SnapshotPayload } from './snapshots/payload.ts';
export { findProofs, type Proof } from './snapshots/proofs.ts';
export { findCurrentValues, findSnapshot, type PublishedSnapshot } from './snapshots/queries.ts';
