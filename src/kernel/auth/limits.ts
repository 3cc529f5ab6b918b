import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttempts } from '../http/too-many-attempts.ts';

/** How many attempts are taken, and for how many seconds they count. */
const budgets = {
  /** Everything that one address of the network tries. */
  network: { points: 60, duration: 15 * 60 },
  /** One account tried from one address of the network. */
  person: { points: 8, duration: 15 * 60 },
  /** One account tried from anywhere: slow guessing from many places. */
  account: { points: 40, duration: 60 * 60 },
} as const;

export interface Attempt {
  /** The address of the network that the request comes from. */
  ip: string;
  /** The account that is tried, where it is known: an address, a link, a user. */
  identifier?: string;
}

export type SignInLimits = ReturnType<typeof createSignInLimits>;

/** Counts attempts to sign in before anything is looked up, so that guessing is as slow for accounts that do not exist. */
export function createSignInLimits() {
  const limiters = {
    network: new RateLimiterMemory(budgets.network),
    person: new RateLimiterMemory(budgets.person),
    account: new RateLimiterMemory(budgets.account),
  };
  return {
    /** Counts one attempt. @throws TooManyAttempts */
    async count({ ip, identifier }: Attempt): Promise<void> {
      try {
        await limiters.network.consume(ip);
        if (identifier === undefined) return;
        await limiters.person.consume(`${ip} ${identifier}`);
        await limiters.account.consume(identifier);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw new TooManyAttempts(Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    },
    /** Forgets the attempts of someone who proved who they are. */
    async forgive({ ip, identifier }: Attempt): Promise<void> {
      await limiters.person.delete(`${ip} ${identifier}`);
    },
  };
}
