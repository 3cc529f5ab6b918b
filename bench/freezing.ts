import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyring, signValue } from '../src/kernel/signing/index.ts';
import { insertFigure, publishVersion } from '../src/modules/figures/definitions/commands.ts';
import { freeze } from '../src/modules/figures/snapshots/commands.ts';
import type { SnapshotPayload } from '../src/modules/figures/snapshots/payload.ts';
import type { Bench, Benchmark } from './benchmark.ts';
import { fillRegister } from './large-register.ts';
import { inTurn, timed, type Measure, type Sized } from './measure.ts';

const on = Temporal.PlainDate.from('2025-11-19');

/** Freezing a figure and signing it, against hashing and signing the same bytes. */
export const freezing: Benchmark = {
  name: 'freezing',
  async run(bench: Bench): Promise<Measure[]> {
    const folder = mkdtempSync(join(tmpdir(), 'beffroi-bench-'));
    const keyring = await openKeyring(folder);
    const { privateKey } = generateKeyPairSync('ed25519');
    const signing: Sized[] = [];
    const whole: Sized[] = [];
    for (const parties of bench.sizes([100, 1_000, 10_000])) {
      const database = await bench.databases.create(`freezing_${parties}`);
      await fillRegister(database, parties);
      const act = { ...database.act(), signer: keyring };
      await publishMembers(act);
      const { payload: text } = await freeze(act, 'membres', { on });
      const payload = withNamesReversed(JSON.parse(text)) as SnapshotPayload;
      const bytes = Buffer.from(text);
      const times = Math.max(2, 20_000 / parties);
      const hashAndSign = () => [createHash('sha256').update(bytes).digest(), sign(null, bytes, privateKey)];
      // Each time another day, or the snapshot that is there already would be given.
      let day = on;
      const freezeAnother = () => freeze(act, 'membres', { on: (day = day.subtract({ days: 1 })) });
      const seen = await inTurn(bench.runs, {
        signing: () => timed(() => signValue(payload, keyring), times),
        freezing: () => timed(freezeAnother, Math.max(2, times / 10)),
        yardstick: () => timed(hashAndSign, times),
      });
      const label = `${payload.rows.length.toLocaleString('en')} rows, ${Math.round(bytes.length / 1024).toLocaleString('en')} KiB`;
      signing.push({ label, ours: seen.signing, yardstick: seen.yardstick });
      whole.push({ label, ours: seen.freezing, yardstick: seen.yardstick });
      await database.close();
    }
    rmSync(folder, { recursive: true });
    const yardstick = 'SHA-256 and Ed25519 (`node:crypto`) of the same bytes, in a loop';
    return [
      {
        title: 'Freezing and signing',
        ours: 'a snapshot’s content put in canonical JSON (RFC 8785), hashed, signed with the key of the day, given its code',
        yardstick,
        unit: 'ms',
        sizes: signing,
        target: { atMost: 5 },
      },
      {
        title: 'Freezing, from the database to the database',
        ours: 'the whole command: the figure evaluated with its rows, recomputed from them as a stranger would, signed, kept with its trace',
        yardstick,
        unit: 'ms',
        sizes: whole,
        notes: ['No target: it is mostly reading and writing rows, which the yardstick does not do.'],
      },
    ];
  },
};

/** What was read from a canonical text has its names in order already; what is frozen has not. */
function withNamesReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNamesReversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, one]) => [name, withNamesReversed(one)]),
  );
}

async function publishMembers(act: Parameters<typeof freeze>[0]): Promise<void> {
  await insertFigure(act, 'membres', {
    nameFr: 'Membres',
    nameEn: 'Members',
    ruleFr: 'Les membres confirmés, le jour dit.',
    ruleEn: 'Confirmed members, on the day.',
    unitFr: 'membres',
    unitEn: 'members',
    expression: {
      type: 'count',
      collection: 'statuses',
      where: [
        { dimension: 'institution', in: ['reseau'] },
        { dimension: 'status', in: ['member'] },
      ],
    },
    certainties: ['confirmed'],
    alternatives: [],
  });
  await publishVersion(act, 'membres');
}
