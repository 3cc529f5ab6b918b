import type { Localized } from '../../../../kernel/i18n/lang.ts';

/** A level of reminders: so many days after the due date, in these words. */
export interface ReminderLevel {
  days: number;
  subject: Localized & { en: string };
  body: Localized & { en: string };
}

/** What each setting holds. */
export interface SettingValues {
  reminders: { levels: ReminderLevel[] };
  /** From this amount on, a reversal is signed by another person. */
  reversal_threshold: { cents: number };
}

/** What a reminder's words may name, between braces. */
export const placeholders = ['membre', 'annees', 'montant', 'echeance', 'references', 'adresse'] as const;
export type Placeholder = (typeof placeholders)[number];

/** The words of a template with what they name; a name in braces that means nothing stays as it is. */
export function fillTemplate(template: string, values: Record<Placeholder, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));
}

/** The names in braces that mean nothing. */
export function unknownPlaceholders(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).filter((name) => !isPlaceholder(name));
}

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((one) => one === name);
}
