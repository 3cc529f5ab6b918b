import { eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import { evaluateValues, resolveMoment } from '../evaluation/evaluate.ts';
import { figure, figureVersion, snapshot } from '../schema.ts';
import type { SnapshotPayload } from './payload.ts';

/** What a text shows of a figure that it quotes: what was frozen, and what the register gives now for the same. */
export interface Proof {
  code: string;
  slug: string;
  name: { fr: string; en: string };
  rule: { fr: string; en: string };
  unit: { fr: string; en: string };
  on: Temporal.PlainDate;
  value: number;
  alternatives: SnapshotPayload['alternatives'];
  /** On the same day, as known now; another value than the frozen one is a correction of the register. */
  sameDay: number | null;
  today: number | null;
}

/** The proofs of many codes at once, in three statements; a code that is no snapshot's is absent. */
export async function findProofs(act: Act, codes: readonly string[]): Promise<Map<string, Proof>> {
  if (codes.length === 0) return new Map();
  const rows = await act.db
    .select({
      code: snapshot.code,
      slug: figure.slug,
      on: snapshot.on,
      value: snapshot.value,
      version: figureVersion,
      alternatives: sql<SnapshotPayload['alternatives']>`${snapshot.payload}::jsonb -> 'alternatives'`,
    })
    .from(snapshot)
    .innerJoin(figureVersion, eq(figureVersion.id, snapshot.figureVersionId))
    .innerJoin(figure, eq(figure.id, figureVersion.figureId))
    .where(inArray(snapshot.code, [...codes]));
  const { revision } = await resolveMoment(act, {});
  const today = dayOf(act.now);
  const values = await evaluateValues(
    act,
    rows.flatMap(({ version, on }) => [
      { reading: version, at: { on, revision } },
      { reading: version, at: { on: today, revision } },
    ]),
  );
  return new Map(
    rows.map(({ code, slug, on, value, alternatives, version }, index) => [
      code,
      {
        code,
        slug,
        on,
        value,
        alternatives,
        name: { fr: version.nameFr, en: version.nameEn },
        rule: { fr: version.ruleFr, en: version.ruleEn },
        unit: { fr: version.unitFr, en: version.unitEn },
        sameDay: values[2 * index] ?? null,
        today: values[2 * index + 1] ?? null,
      },
    ]),
  );
}
