import type { SettingName } from './schema.ts';

/**
 * What applies until someone decides otherwise. Nobody is written to, and nothing is erased, by itself before someone has
 * decided it; the delays are Beffroi's own, the network's are not known.
 */
export const defaults: Readonly<Record<SettingName, string>> = {
  asks: 'no',
  ask_months: '3',
  remind_days: '14',
  most_reminders: '2',
  contact_years: '3',
  erases_contacts: 'no',
};

/** A value that was recorded, with the day from which it applies. */
export interface SettingRow {
  name: SettingName;
  value: string;
  appliesFrom: Temporal.PlainDate;
}

/** The rules in force on a day. */
export interface Settings {
  /** Cities are asked about their mandates, and reminded, without anyone doing it by hand. */
  asks: boolean;
  /** Months before its expected end at which a mandate is asked about. */
  askMonths: number;
  /** Days between a question and its reminder, and between two reminders. */
  remindDays: number;
  mostReminders: number;
  /** Years after someone's last mandate during which their contacts are kept. */
  contactYears: number;
  /** Contacts kept long enough are erased each night; otherwise they are only pointed out. */
  erasesContacts: boolean;
}

/** Reads the rules in force on a day, from rows in the order in which they were recorded. */
export function settingsOn(rows: readonly SettingRow[], day: Temporal.PlainDate): Settings {
  const value = (name: SettingName) => valueOn(rows, name, day);
  return {
    asks: value('asks') === 'yes',
    askMonths: Number(value('ask_months')),
    remindDays: Number(value('remind_days')),
    mostReminders: Number(value('most_reminders')),
    contactYears: Number(value('contact_years')),
    erasesContacts: value('erases_contacts') === 'yes',
  };
}

/** Whether the value is one that this rule may have. */
export function isValue(name: SettingName, value: string): boolean {
  if (name === 'asks' || name === 'erases_contacts') return value === 'yes' || value === 'no';
  return (name === 'most_reminders' ? /^\d$/ : /^[1-9]\d?$/).test(value);
}

/** Of the rows that apply on the day, the one whose day is the latest; recorded last, where two have the same. */
function valueOn(rows: readonly SettingRow[], name: SettingName, day: Temporal.PlainDate): string {
  const [last] = rows
    .filter((row) => row.name === name && Temporal.PlainDate.compare(row.appliesFrom, day) <= 0)
    .toReversed()
    .sort((one, other) => Temporal.PlainDate.compare(other.appliesFrom, one.appliesFrom));
  return last?.value ?? defaults[name];
}
