/** Too many requests in a short time: 429. */
export class TooManyAttempts extends Error {
  override name = 'TooManyAttempts';
  /** Seconds to wait. */
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super(`too many attempts, retry after ${retryAfter} s`);
    this.retryAfter = retryAfter;
  }
}
