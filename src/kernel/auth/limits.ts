import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttempts } from '../http/too-many-attempts.ts';

/** What is tried: guessing a secret of an account, or having links sent to it. One never uses up the budget of the other. */
export type Means = 'secret' | 'link';

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
  /** A secret, where nothing else is said. */
  means?: Means;
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
    async count(attempt: Attempt): Promise<void> {
      const { network, person, account } = keysOf(attempt);
      try {
        await limiters.network.consume(network);
        if (attempt.identifier === undefined) return;
        await limiters.person.consume(person);
        await limiters.account.consume(account);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw new TooManyAttempts(Math.ceil(error.msBeforeNext / 1000));
        throw error;
      }
    },
    /** Forgets the attempts of someone who proved who they are. */
    async forgive(attempt: Attempt): Promise<void> {
      const { person, account } = keysOf(attempt);
      await limiters.person.delete(person);
      await limiters.account.delete(account);
    },
  };
}

function keysOf({ ip, identifier, means = 'secret' }: Attempt): { network: string; person: string; account: string } {
  const network = networkOf(ip);
  const account = `${means} ${identifier}`;
  return { network, person: `${network} ${account}`, account };
}

/** Who is given one address of IPv6 is given 2^64 of them: they count as one. IPv4 written as IPv6 is IPv4. */
function networkOf(ip: string): string {
  const address = ip.split('%', 1)[0]!.toLowerCase();
  if (!isIPv6(address)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped) return mapped[1]!;
  const [before, after] = address.split('::').map((half) => half.split(':').filter(Boolean)) as [string[], string[]?];
  // What `::` stands for; an IPv4 at the end takes the place of two groups.
  const written = before.length + (after?.length ?? 0) + (address.includes('.') ? 1 : 0);
  const groups = [...before, ...Array<string>(8 - written).fill('0'), ...(after ?? [])];
  const half = groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${half.join(':')}::/64`;
}
