/** The door of events. */
export { eventsPaths } from './paths.ts';
