import { asc, eq } from 'drizzle-orm';
import { inTransaction, type Act } from '../act.ts';
import type { Db } from '../db/db.ts';
import type { Keyring } from './keys.ts';
import { signingKey } from './schema.ts';
import type { PublicKey } from './verify.ts';

export interface PublishedKey extends PublicKey {
  createdAt: Temporal.Instant;
  /** Since when it signs nothing any more; what it signed before still verifies. */
  retiredAt: Temporal.Instant | null;
}

/** Every key that has signed or may sign, the oldest first. */
export async function listKeys(db: Db): Promise<PublishedKey[]> {
  return db.select().from(signingKey).orderBy(asc(signingKey.createdAt), asc(signingKey.id));
}

/** Records the public half of the key that signs now; done at each start, it changes nothing the second time. */
export async function recordKey(act: Act, { id, publicKey }: PublicKey): Promise<void> {
  await act.db.insert(signingKey).values({ id, publicKey, createdAt: act.now }).onConflictDoNothing();
}

/** Replaces the key that signs, and records when the old one retired. */
export async function rotateKeys(act: Act, keyring: Keyring): Promise<{ current: PublicKey; retired: PublicKey }> {
  const rotated = await keyring.rotate();
  await inTransaction(act, async (act) => {
    await recordKey(act, rotated.retired);
    await recordKey(act, rotated.current);
    await act.db.update(signingKey).set({ retiredAt: act.now }).where(eq(signingKey.id, rotated.retired.id));
  });
  return rotated;
}
