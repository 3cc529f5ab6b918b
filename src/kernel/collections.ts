import type { SQL } from 'drizzle-orm';
import type { Db } from './db/db.ts';
import type { Localized, Message } from './i18n/lang.ts';

/** The point from which facts are read: a day in the world, and a revision of the register. */
export interface At {
  on: Temporal.PlainDate;
  revision: number;
}

export interface Choice {
  value: string;
  label: Message;
}

/** What rows may be filtered, counted distinctly or dated by. */
export interface Dimension {
  type: 'party' | 'choice' | 'text' | 'number' | 'date';
  label: Message;
  /** The closed list of a `choice` dimension. */
  choices?: readonly Choice[];
}

/**
 * A module's set of rows, offered to figures. The rows are a query whose columns are:
 * `fact_id uuid`, `certainty text`, `undated boolean` (nothing dates the row before `on`), `label_fr`, `label_en`,
 * `source text`, and one column for each dimension and measure, of its name. A `party` dimension is the party's uuid.
 */
export interface Collection {
  name: string;
  label: Message;
  dimensions: Record<string, Dimension>;
  /** Numeric columns that may be summed or compared. */
  measures: Record<string, { label: Message; unit: string | null }>;
  /** The dimension that names the thing a row is about; figures count it distinctly unless told otherwise. */
  subject: string;
  /** The dimensions that together name a row: at one point no two rows have them all the same, and none is null. */
  key?: readonly string[];
  rows(at: At): SQL;
}

/** A condition that a module can put on any party, whatever the collection: its status in an institution on the day. */
export interface PartyFilter {
  name: string;
  label: Message;
  /** What the filter needs to be told; `party` values are slugs. */
  parameters: Record<string, Dimension & { many?: boolean }>;
  /** @param party the column that holds the party's uuid */
  where(party: SQL, parameters: Record<string, string[]>, at: At): SQL;
}

/** How a module that holds parties resolves the slugs that expressions and forms use. */
export interface PartyDirectory {
  find(db: Db, slugs: readonly string[], at: At): Promise<Map<string, { id: string; name: Localized }>>;
}
