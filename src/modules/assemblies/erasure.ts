import { and, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Act } from '../../kernel/act.ts';
import { holdsWords, patternOf, withoutWords } from '../../kernel/db/erase.ts';
import { digestOf } from './journal/digest.ts';
import { inSitting, listHappenings } from './journal/scene.ts';
import {
  agendaItem,
  assemblySetting,
  decision,
  decisionCancellation,
  itemInterest,
  itemPaper,
  minutesApproval,
  minutesVersion,
  proxy,
  recusal,
  sitting,
  sittingEntry,
  sittingTeller,
  vote,
  voteResult,
} from './schema.ts';

/**
 * Erases someone from sittings, in the transaction of the erasure: from reasons, drafts, titles and notes, and as who did
 * something. What a body decided, and the minutes that it approved and signed, stay word for word; so do attendance and votes, which name
 * parties. Each journal says which of its entries lost a name, and what they became.
 */
export async function forgetInSittings(act: Act, personId: string, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  const pattern = patternOf(words);
  await act.db.execute(sql`select set_config('beffroi.redacting', ${personId}, true)`);
  for (const [table, columns, where] of written) await eraseWords(act, table, columns, pattern, where);
  await act.db
    .update(vote)
    .set({ form: withoutLabels(sql`${vote.form}`, pattern) })
    .where(holdsWords(sql`${vote.form} ->> 'candidates'`, pattern));
  const touched = await eraseEntries(act, pattern);
  await act.db.execute(sql`select set_config('beffroi.redacting', '', true)`);
  for (const [sittingId, numbers] of touched) await recordErasure(act, sittingId, numbers);
}

const isUndecided = sql`not exists (select 1 from ${decision} where ${decision.itemId} = ${agendaItem.id})`;
const isNotApproved = sql`not exists (select 1 from ${minutesApproval}
  where ${minutesApproval.sittingId} = ${minutesVersion.sittingId} and ${minutesApproval.version} = ${minutesVersion.number})`;

/** Where a person may be written of, and which of these rows may lose the name. */
const written: readonly (readonly [PgTable, Record<string, AnyPgColumn>, SQL?])[] = [
  [assemblySetting, { source: assemblySetting.source, by: assemblySetting.by }],
  [sitting, { titleFr: sitting.titleFr, titleEn: sitting.titleEn, place: sitting.place, by: sitting.by }],
  [sittingTeller, { by: sittingTeller.by }],
  [
    agendaItem,
    {
      titleFr: agendaItem.titleFr,
      titleEn: agendaItem.titleEn,
      proposalFr: agendaItem.proposalFr,
      proposalEn: agendaItem.proposalEn,
      withdrawnReason: agendaItem.withdrawnReason,
    },
    isUndecided,
  ],
  [itemPaper, { title: itemPaper.title, by: itemPaper.by }],
  [itemInterest, { note: itemInterest.note, by: itemInterest.by }],
  [proxy, { by: proxy.by }],
  [recusal, { reason: recusal.reason, by: recusal.by }],
  [vote, { by: vote.by }],
  [voteResult, { by: voteResult.by }],
  [decision, { by: decision.by }],
  [decisionCancellation, { reason: decisionCancellation.reason, by: decisionCancellation.by }],
  [minutesVersion, { words: minutesVersion.words }, isNotApproved],
  [minutesVersion, { by: minutesVersion.by }],
  [minutesApproval, { by: minutesApproval.by }],
];

async function eraseWords(act: Act, table: PgTable, columns: Record<string, AnyPgColumn>, pattern: string, where?: SQL): Promise<void> {
  await act.db
    .update(table)
    .set(Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, withoutWords(column, pattern)])))
    .where(and(where, or(...Object.values(columns).map((column) => holdsWords(column, pattern)))));
}

/** A form of a vote whose lists of candidates no longer bear the words. */
function withoutLabels(form: SQL, pattern: string): SQL {
  const label = withoutWords(sql`one ->> 'label'`, pattern);
  return sql`jsonb_set(${form}, '{candidates}', (select jsonb_agg(jsonb_set(one, '{label}', to_jsonb(${label})) order by rank)
    from jsonb_array_elements(${form} -> 'candidates') with ordinality candidates (one, rank)))`;
}

/** @returns the numbers of the entries that lost a name, by sitting */
async function eraseEntries(act: Act, pattern: string): Promise<Map<string, number[]>> {
  const { data, by } = sittingEntry;
  const [reason, candidates] = [sql`${data} ->> 'reason'`, sql`${data} -> 'form' ->> 'candidates'`];
  const rows = await act.db
    .update(sittingEntry)
    .set({
      by: withoutWords(by, pattern),
      salt: '',
      data: sql`case
        when ${holdsWords(reason, pattern)} then jsonb_set(${data}, '{reason}', to_jsonb(${withoutWords(reason, pattern)}))
        when ${holdsWords(candidates, pattern)} then jsonb_set(${data}, '{form}', ${withoutLabels(sql`(${data} -> 'form')`, pattern)})
        else ${data} end`,
    })
    .where(or(holdsWords(by, pattern), holdsWords(reason, pattern), holdsWords(candidates, pattern)))
    .returning({ sittingId: sittingEntry.sittingId, number: sittingEntry.number });
  return new Map([...Map.groupBy(rows, (row) => row.sittingId)].map(([id, of]) => [id, of.map(({ number }) => number)]));
}

/** What the entries became is bound in the journal by an entry of its own: an erasure cannot be used to change anything else unseen. */
async function recordErasure(act: Act, sittingId: string, numbers: readonly number[]): Promise<void> {
  await inSitting(act, { id: sittingId }, async (scene) => {
    const entries = await listHappenings(scene.act, sittingId);
    const became = numbers.map((number) => {
      const index = entries.findIndex((entry) => entry.number === number);
      return { number, digest: digestOf(entries[index]!, entries[index - 1]?.digest ?? null) };
    });
    await scene.record({ kind: 'erased', entries: became.toSorted((one, other) => one.number - other.number) });
  });
}
