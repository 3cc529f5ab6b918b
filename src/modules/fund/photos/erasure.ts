import { and, inArray, or, sql } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Act } from '../../../kernel/act.ts';
import { holdsWords, patternOf, withoutWords } from '../../../kernel/db/erase.ts';
import { storedFile } from '../../../kernel/files/index.ts';
import { fundPhoto, fundPhotoChoice, fundPhotoConsent, fundPhotoPicture, fundPhotoRemoval } from './schema.ts';

/** Where someone may be named beside a photo: as who took it, who collected an agreement, who wrote any of it. */
const written: readonly { table: PgTable; columns: Record<string, AnyPgColumn> }[] = [
  { table: fundPhoto, columns: { caption: fundPhoto.caption, place: fundPhoto.place, credit: fundPhoto.credit, by: fundPhoto.by } },
  {
    table: fundPhotoConsent,
    columns: { collectedBy: fundPhotoConsent.collectedBy, reason: fundPhotoConsent.reason, by: fundPhotoConsent.by },
  },
  { table: fundPhotoChoice, columns: { by: fundPhotoChoice.by } },
  { table: fundPhotoRemoval, columns: { reason: fundPhotoRemoval.reason, by: fundPhotoRemoval.by } },
];

/** Erases what photos say of a person; that a photo is there, who is seen on it agreed or not, and when, stays. */
export async function forgetInPhotos(act: Act, personId: string, words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  const pattern = patternOf(words);
  // The triggers let sentences change while a person is being erased, and at no other time.
  await act.db.execute(sql`select set_config('beffroi.redacting', ${personId}, true)`);
  for (const { table, columns } of written) {
    const values = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, withoutWords(column, pattern)]));
    await act.db
      .update(table)
      .set(values)
      .where(or(...Object.values(columns).map((column) => holdsWords(column, pattern))));
  }
  await act.db.execute(sql`select set_config('beffroi.redacting', '', true)`);
  const pictures = act.db.select({ id: fundPhotoPicture.fileId }).from(fundPhotoPicture);
  const papers = act.db
    .select({ id: fundPhotoConsent.fileId })
    .from(fundPhotoConsent)
    .where(sql`${fundPhotoConsent.fileId} is not null`);
  await act.db
    .update(storedFile)
    .set({ storedBy: withoutWords(storedFile.storedBy, pattern) })
    .where(and(holdsWords(storedFile.storedBy, pattern), or(inArray(storedFile.id, pictures), inArray(storedFile.id, papers))));
}
