import { asc } from 'drizzle-orm';
import type { Db } from '../../../kernel/db/db.ts';
import type { Localized } from '../../../kernel/i18n/lang.ts';
import { fundTheme } from '../schema.ts';

/** A theme of the network, with the purposes of the DAC that stand beside it. */
export interface Theme {
  code: string;
  name: Localized;
  purposes: readonly string[];
  source: string;
  retiredOn: Temporal.PlainDate | null;
}

/** The themes, by name; those that are retired last, for the dossiers that still name them. */
export async function listThemes(db: Db): Promise<Theme[]> {
  const rows = await db.select().from(fundTheme).orderBy(asc(fundTheme.nameFr));
  const themes = rows.map(({ nameFr, nameEn, ...row }) => ({ ...row, name: { fr: nameFr, en: nameEn } }));
  return [...themes.filter(({ retiredOn }) => !retiredOn), ...themes.filter(({ retiredOn }) => retiredOn)];
}
