import { and, eq, gte, isNull, or } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import type { EndingThing } from '../../../kernel/module.ts';
import { say } from '../messages.ts';
import { assemblyPaths } from '../paths.ts';
import { proxy, sitting } from '../schema.ts';

/** The proxies of sittings to come that a head has given or holds: with the mandate they are no longer theirs. */
export async function listEndingProxies(act: Act, { partyId }: { partyId: string; personId: string }, lang: Lang): Promise<EndingThing[]> {
  const rows = await act.db
    .select({ slug: sitting.slug, titleFr: sitting.titleFr, titleEn: sitting.titleEn, principalId: proxy.principalId })
    .from(proxy)
    .innerJoin(sitting, eq(sitting.id, proxy.sittingId))
    .where(and(or(eq(proxy.principalId, partyId), eq(proxy.holderId, partyId)), isNull(proxy.revokedAt), gte(sitting.startsAt, act.now)));
  return rows.map((row) => ({
    what: say.in(lang)(row.principalId === partyId ? 'ending.given' : 'ending.held', {
      title: inLang({ fr: row.titleFr, en: row.titleEn }, lang),
    }),
    path: assemblyPaths.attendance(row.slug),
  }));
}
