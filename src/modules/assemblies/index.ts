/** The door of assemblies: what other modules may read of what bodies decided. */
export { type Decision, findDecision, listDecisions } from './decisions/queries.ts';
export { assemblyPaths } from './paths.ts';
