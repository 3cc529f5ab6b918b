import { randomBytes } from 'node:crypto';
import { and, asc, desc, eq, ne } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { actorId, actorName } from '../../../kernel/actor.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { Missing, Refused } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { say } from '../messages.ts';
import { sitting, sittingEntry, type Sitting } from '../schema.ts';
import { settingsOn } from '../settings/queries.ts';
import { listElectorate } from '../voters/queries.ts';
import type { Happening } from './entries.ts';
import { digestOf } from './digest.ts';
import { carry, emptyState, quorumAfter } from './replay.ts';
import { refusalOf } from './rules.ts';
import type { SittingState } from './state.ts';

/** A sitting that one command has for itself: what it has become, and the only way to add to it. */
export interface Scene {
  act: Act;
  sitting: Sitting;
  state: SittingState;
  /** Adds to the journal. @returns the number of the entry @throws Refused with the sentence of the rule that forbids it */
  record(happening: Happening): Promise<number>;
}

/**
 * Runs a command on a sitting, alone: whoever else writes to it waits. Before the opening, the state has the voters and the
 * rules of the day of the sitting as they are known now.
 * @param read `ballots: false` leaves out what was voted by name, which a voter's own ballot does not depend on
 * @throws Missing
 */
export async function inSitting<T>(
  act: Act,
  which: { slug: string } | { id: string },
  run: (scene: Scene) => Promise<T>,
  read: { ballots: boolean } = { ballots: true },
): Promise<T> {
  return inTransaction(act, async (act) => {
    const [found] = await act.db
      .select()
      .from(sitting)
      .where('slug' in which ? eq(sitting.slug, which.slug) : eq(sitting.id, which.id))
      .for('update');
    if (!found) throw new Missing('sitting');
    const scene = await openScene(act, found, read);
    return run(scene);
  });
}

/** A sitting as it stands, to be read; without the ballots where a row of their own says whether a voter has voted. */
export async function readState(act: Act, found: Sitting, read: { ballots: boolean } = { ballots: true }): Promise<SittingState> {
  const state = emptyState();
  for (const happening of await readHappenings(act, found.id, read)) carry(state, happening);
  await completeState(act, found, state);
  return state;
}

/** The journal of a sitting, in order. */
export async function listHappenings(act: Act, sittingId: string) {
  const rows = await act.db.select().from(sittingEntry).where(eq(sittingEntry.sittingId, sittingId)).orderBy(asc(sittingEntry.number));
  return rows.map((row) => ({ ...row, happening: toHappening(row) }));
}

/** What happened, and nothing else of the journal: five hundred voters read it within a minute. */
async function readHappenings(act: Act, sittingId: string, { ballots }: { ballots: boolean }): Promise<Happening[]> {
  const rows = await act.db
    .select({ kind: sittingEntry.kind, data: sittingEntry.data })
    .from(sittingEntry)
    .where(and(eq(sittingEntry.sittingId, sittingId), ballots ? undefined : ne(sittingEntry.kind, 'ballot')))
    .orderBy(asc(sittingEntry.number));
  return rows.map(toHappening);
}

function toHappening({ kind, data }: { kind: Happening['kind']; data: Record<string, unknown> }): Happening {
  return { ...data, kind } as Happening;
}

async function openScene(act: Act, found: Sitting, read: { ballots: boolean }): Promise<Scene> {
  const state = await readState(act, found, read);
  let last = await findLast(act, found.id);
  return {
    act,
    sitting: found,
    state,
    async record(happening) {
      const refusal = refusalOf(state, happening);
      if (refusal) throw new Refused(say.later(`refusal.${refusal}`));
      carry(state, happening);
      const { kind, ...data } = happening;
      const entry = {
        sittingId: found.id,
        number: (last?.number ?? 0) + 1,
        at: act.now,
        byId: actorId(act.actor),
        by: actorName(act.actor),
        kind,
        data,
        after: quorumAfter(state),
        salt: randomBytes(16).toString('hex'),
      };
      const added = { ...entry, digest: digestOf(entry, last?.digest ?? null) };
      await act.db.insert(sittingEntry).values(added);
      await audit(act, { command: `sitting.${kind}`, subject: found.slug, detail: { entry: entry.number } });
      last = added;
      return entry.number;
    },
  };
}

async function findLast(act: Act, sittingId: string): Promise<{ number: number; digest: string } | undefined> {
  const [last] = await act.db
    .select({ number: sittingEntry.number, digest: sittingEntry.digest })
    .from(sittingEntry)
    .where(eq(sittingEntry.sittingId, sittingId))
    .orderBy(desc(sittingEntry.number))
    .limit(1);
  return last;
}

/** Until a sitting opens, who may vote and by which rules is what the register and the settings say now. */
async function completeState(act: Act, found: Sitting, state: SittingState): Promise<void> {
  if (state.step !== 'prepared' && state.step !== 'convened' && state.step !== 'cancelled') return;
  const on = dayOf(found.startsAt);
  state.settings = (await settingsOn(act.db, found.bodyId, on)).settings;
  state.voters = new Map((await listElectorate(act, found.bodyId, on, state.settings)).map((one) => [one.partyId, one]));
}
