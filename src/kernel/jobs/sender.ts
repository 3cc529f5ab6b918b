import type { Act } from '../act.ts';

/** Puts jobs in the queue; inside a transaction a job exists only if the transaction commits. */
export interface JobSender {
  /**
   * @param name a job that some module handles
   * @returns the job's identifier
   */
  send(act: Act, name: string, data: JobData, options?: JobOptions): Promise<string>;
}

/** What a handler is given: plain JSON. */
export type JobData = Record<string, unknown>;

export interface JobOptions {
  /** Not before this instant. */
  after?: Temporal.Instant;
}
