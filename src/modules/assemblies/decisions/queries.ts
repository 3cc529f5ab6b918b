import { and, desc, eq } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Missing } from '../../../kernel/errors.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { mayReadSittings } from '../policy.ts';
import { agendaItem, decision, decisionCancellation, sitting } from '../schema.ts';

/** A decision of a body. */
export interface Decision {
  id: string;
  code: string;
  itemId: string;
  voteId: string | null;
  text: Localized;
  title: Localized;
  at: Temporal.Instant;
  sitting: { id: string; slug: string; bodyId: string; title: Localized; startsAt: Temporal.Instant };
  isPublic: boolean;
  /** Why it no longer holds; null while it does. */
  cancelled: { reason: string; at: Temporal.Instant } | null;
}

/** Decisions, the latest first; of one sitting, or of one body. */
export async function listDecisions(
  db: Db,
  { bodyId, sittingId, onlyPublic = false }: { bodyId?: string | undefined; sittingId?: string; onlyPublic?: boolean } = {},
): Promise<Decision[]> {
  const rows = await selectDecisions(db)
    .where(
      and(
        bodyId ? eq(sitting.bodyId, bodyId) : undefined,
        sittingId ? eq(sitting.id, sittingId) : undefined,
        onlyPublic ? eq(decision.public, true) : undefined,
      ),
    )
    .orderBy(desc(sitting.startsAt), desc(decision.number));
  return rows.map(toDecision);
}

/** One decision by its number (`bureau-2026-2-5`); null where there is none. */
export async function findDecision(db: Db, code: string): Promise<Decision | null> {
  const [row] = await selectDecisions(db).where(eq(decision.code, code));
  return row ? toDecision(row) : null;
}

/** A decision as whoever asks may read it: what is not public, the secretariat alone. @throws Missing */
export async function readDecision(act: Act, code: string): Promise<Decision> {
  const found = await findDecision(act.db, code);
  if (!found || (!found.isPublic && !mayReadSittings(act.actor))) throw new Missing(`decision ${code}`);
  return found;
}

function selectDecisions(db: Db) {
  return db
    .select({ decision, item: agendaItem, sitting, cancelled: decisionCancellation })
    .from(decision)
    .innerJoin(sitting, eq(sitting.id, decision.sittingId))
    .innerJoin(agendaItem, eq(agendaItem.id, decision.itemId))
    .leftJoin(decisionCancellation, eq(decisionCancellation.decisionId, decision.id))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof selectDecisions>>[number];

function toDecision({ decision: one, item, sitting: held, cancelled }: Row): Decision {
  return {
    id: one.id,
    code: one.code,
    itemId: one.itemId,
    voteId: one.voteId,
    text: { fr: one.textFr, en: one.textEn },
    title: { fr: item.titleFr, en: item.titleEn },
    at: one.at,
    sitting: {
      id: held.id,
      slug: held.slug,
      bodyId: held.bodyId,
      title: { fr: held.titleFr, en: held.titleEn },
      startsAt: held.startsAt,
    },
    isPublic: one.public,
    cancelled: cancelled && { reason: cancelled.reason, at: cancelled.at },
  };
}
