import { verifySigned, type CheckPayload, type PublicKey, type Verification } from '../../../kernel/signing/verify.ts';
import type { Certainty, Expression } from '../evaluation/expression.ts';
import { recompute, type CountedRow } from '../evaluation/recompute.ts';

export const payloadFormat = 'beffroi/snapshot/1';

interface Words {
  fr: string;
  en: string;
}

/** What a snapshot says, and what is hashed and signed. Instants and days are ISO text. */
export interface SnapshotPayload {
  format: typeof payloadFormat;
  figure: { slug: string; version: number; name: Words; rule: Words; unit: Words };
  value: number;
  on: string;
  knownAt: string;
  revision: number;
  /** Says what it counts, so that the value can be computed again from the rows alone. */
  expression: Expression;
  certainties: Certainty[];
  rows: CountedRow[];
  excluded: (CountedRow & { reason: string })[];
  alternatives: { label: Words; value: number | null }[];
  frozenBy: string;
  frozenAt: string;
}

/** Verifies a snapshot's file, in Node or in a browser, without the server: signed, untouched, and its value follows from its rows. */
export function verifySnapshot(
  file: string | Uint8Array,
  options: { trustedKeys?: readonly PublicKey[] } = {},
): Promise<Verification<SnapshotPayload>> {
  return verifySigned(file, { ...options, check: checkPayload });
}

const checkPayload: CheckPayload<SnapshotPayload> = (value) => {
  if (!isPayload(value)) return { ok: false, reason: 'content' };
  const same = recompute(value.expression, value.rows, value.on) === value.value;
  return same ? { ok: true, payload: value } : { ok: false, reason: 'value' };
};

/** The shape is our own and it is signed: what is read is checked, so that a page never breaks on another version's file. */
function isPayload(value: unknown): value is SnapshotPayload {
  const payload = value as Partial<SnapshotPayload>;
  return (
    payload.format === payloadFormat &&
    typeof payload.value === 'number' &&
    typeof payload.on === 'string' &&
    typeof payload.knownAt === 'string' &&
    typeof payload.frozenBy === 'string' &&
    typeof payload.frozenAt === 'string' &&
    typeof payload.expression?.type === 'string' &&
    [payload.figure?.name, payload.figure?.rule, payload.figure?.unit].every(
      (words) => typeof words?.fr === 'string' && typeof words.en === 'string',
    ) &&
    [payload.rows, payload.excluded].every(
      (rows) =>
        Array.isArray(rows) &&
        rows.every(
          (row) =>
            typeof row?.id === 'string' && typeof row.label?.fr === 'string' && typeof row.values === 'object' && row.values !== null,
        ),
    ) &&
    Array.isArray(payload.alternatives) &&
    payload.alternatives.every((one) => typeof one?.label?.fr === 'string')
  );
}
