/** What was reached of an indicator over the period, by sex where it is told so; null: not written yet. */
export interface Actual {
  total: number | null;
  women: number | null;
  men: number | null;
  note: string;
}

/** What a report says besides its expenses. */
export interface ReportContent {
  /** What was done, what was hard, what changed. */
  done: string;
  difficulties: string;
  changes: string;
  /** Inhabitants who benefit, counted once for the city; null: not written yet. */
  women: number | null;
  men: number | null;
  /** By the indicator's identifier in the dossier that was granted. */
  actuals: Record<string, Actual>;
}

export const emptyContent: ReportContent = { done: '', difficulties: '', changes: '', women: null, men: null, actuals: {} };
