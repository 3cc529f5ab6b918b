import { lt } from 'drizzle-orm';
import { dateOf } from './auth/dates.ts';
import { accountLink, accountSession, accountVerification } from './auth/schema.ts';
import { idempotencyKey } from './http/schema.ts';
import { onceADay } from './jobs/daily.ts';
import type { Module } from './module.ts';

const tidyJob = 'kernel.tidy';

/** Every night, forgets what has expired: sessions, challenges, links a month old, marks of forms a week old. */
export const tidying = {
  name: 'tidying',
  jobs: {
    [tidyJob]: async (act) => {
      await onceADay(act, tidyJob, async (act) => {
        const now = dateOf(act.now);
        await act.db.delete(accountSession).where(lt(accountSession.expiresAt, now));
        await act.db.delete(accountVerification).where(lt(accountVerification.expiresAt, now));
        await act.db.delete(accountLink).where(lt(accountLink.expiresAt, act.now.subtract({ hours: 30 * 24 })));
        await act.db.delete(idempotencyKey).where(lt(idempotencyKey.at, act.now.subtract({ hours: 7 * 24 })));
      });
    },
  },
  schedule: [{ job: tidyJob, cron: '20 3 * * *' }],
} satisfies Module;
