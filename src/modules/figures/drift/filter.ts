import type { ExportColumn } from '../../../kernel/export/index.ts';
import { hedgeStates, type HedgeState } from '../hedges.ts';
import { say } from '../messages.ts';
import { driftCauses, type DriftCause } from '../schema.ts';
import type { Drift } from './queries.ts';

/** What the reader of the drift page keeps. */
export interface DriftFilter {
  figure?: string | undefined;
  state?: HedgeState | undefined;
  cause?: DriftCause | undefined;
}

/** Reads the filters of an address; what is not in the lists counts as absent. */
export function readDriftFilter(query: Record<string, string | undefined>): DriftFilter {
  return {
    figure: query['figure'] || undefined,
    state: hedgeStates.find((one) => one === query['state']),
    cause: driftCauses.find((one) => one === query['cause']),
  };
}

/** The drifts that the filters keep. */
export function filterDrift(drifts: readonly Drift[], { figure, state, cause }: DriftFilter): Drift[] {
  return drifts.filter(
    (drift) => (!figure || drift.figure === figure) && (!state || drift.state === state) && (!cause || drift.cause === cause),
  );
}

/** A drift as the command and the download print it. */
export function driftAsJson({ text, sentence, figure, published, now, hedge, bound, state, cause, on, code, path, signedBy }: Drift) {
  return { text, sentence, figure, published, now, hedge, bound, state, cause, on: on.toString(), code, path, signedBy };
}

/** The columns of the list when it is taken away. */
export const driftColumns: readonly ExportColumn[] = [
  { key: 'text', label: say.later('column.text'), type: 'text' },
  { key: 'sentence', label: say.later('column.sentence'), type: 'text' },
  { key: 'figure', label: say.later('column.figure'), type: 'text' },
  { key: 'published', label: say.later('column.publishedValue'), type: 'number' },
  { key: 'now', label: say.later('column.now'), type: 'number' },
  { key: 'hedge', label: say.later('column.hedge'), type: 'text' },
  { key: 'bound', label: say.later('column.bound'), type: 'number' },
  { key: 'state', label: say.later('column.state'), type: 'text' },
  { key: 'cause', label: say.later('column.cause'), type: 'text' },
  { key: 'on', label: say.later('column.on'), type: 'text' },
  { key: 'code', label: say.later('column.code'), type: 'text' },
  { key: 'path', label: say.later('column.path'), type: 'text' },
  { key: 'signedBy', label: say.later('column.signedBy'), type: 'text' },
];
