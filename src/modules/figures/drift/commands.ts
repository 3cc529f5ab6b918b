import { randomUUID } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { inTransaction, type Act } from '../../../kernel/act.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { dayOf } from '../../../kernel/i18n/format.ts';
import type { Lang } from '../../../kernel/i18n/lang.ts';
import type { Hedge } from '../hedges.ts';
import { mayFreeze } from '../policy.ts';
import { citation, driftCheck, snapshot } from '../schema.ts';

/** A published text that quotes figures. */
export interface CitingText {
  /** What names the text for ever: `publishing:<id>`. */
  ref: string;
  title: string;
  path: string;
  lang: Lang;
  /** Who put their name to the text; they are told when a figure drifts. */
  signedBy: string;
  signedById: string | null;
}

/** A sentence of it: « plus de 20 États » is `moreThan` 20. */
export interface NewCitation {
  sentence: string;
  code: string;
  hedge: Hedge;
  bound: number;
}

/**
 * Records the sentences of a text that quote figures, at its publication; those recorded before for the same text in the
 * same language are withdrawn. To be called in the transaction of the publication.
 * @throws Missing when a code is no snapshot's
 */
export async function recordCitations(act: Act, text: CitingText, citations: readonly NewCitation[]): Promise<void> {
  if (!mayFreeze(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => {
    await withdraw(act, text.ref, text.lang);
    for (const [position, { sentence, code, hedge, bound }] of citations.entries()) {
      const [frozen] = await act.db.select({ figureVersionId: snapshot.figureVersionId }).from(snapshot).where(eq(snapshot.code, code));
      if (!frozen) throw new Missing(`snapshot ${code}`);
      await act.db.insert(citation).values({
        id: randomUUID(),
        textRef: text.ref,
        textTitle: text.title,
        textPath: text.path,
        lang: text.lang,
        position,
        sentence,
        figureVersionId: frozen.figureVersionId,
        snapshotCode: code,
        hedge,
        bound,
        signedBy: text.signedBy,
        signedById: text.signedById,
        recordedAt: act.now,
      });
    }
    // Today's comparison did not know these sentences: a snapshot frozen earlier may have drifted already.
    await act.db.delete(driftCheck).where(eq(driftCheck.day, dayOf(act.now)));
  });
}

/** Withdraws the citations of a text that is withdrawn: nobody is told of their drift any more. */
export async function withdrawCitations(act: Act, textRef: string): Promise<void> {
  if (!mayFreeze(act.actor)) throw new Forbidden();
  await inTransaction(act, async (act) => withdraw(act, textRef));
}

async function withdraw(act: Act, textRef: string, lang?: Lang): Promise<void> {
  await act.db
    .update(citation)
    .set({ withdrawnAt: act.now })
    .where(and(eq(citation.textRef, textRef), lang ? eq(citation.lang, lang) : undefined, isNull(citation.withdrawnAt)));
}
