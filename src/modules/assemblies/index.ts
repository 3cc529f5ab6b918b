/** The door of assemblies: what other modules may read of what bodies decided. */
export { findDecision, listDecisions } from './decisions/queries.ts';
