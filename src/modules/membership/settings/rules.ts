import type { SettingName } from '../vocabulary.ts';

/**
 * What applies until someone says otherwise. R3 gives the most members per State, and does not say whether associations
 * count; the delays are Beffroi's own, the network's are not known.
 */
export const defaults: Readonly<Record<Exclude<SettingName, 'network'>, string>> = {
  most_per_state: '10',
  associations_count: 'no',
  opinion_days: '60',
  reminder_days: '20',
};

/** A value that was recorded, with the day from which it applies. */
export interface SettingRow {
  name: SettingName;
  value: string;
  appliesFrom: Temporal.PlainDate;
}

/** The rules in force on a day. */
export interface Settings {
  mostPerState: number;
  associationsCount: boolean;
  /** Days given to the capital for its opinion. */
  opinionDays: number;
  /** Days between two reminders. */
  reminderDays: number;
  /** The party that members belong to, where one was chosen. */
  networkId: string | null;
}

/** Reads the settings in force on a day, from rows in the order in which they were recorded. */
export function settingsOn(rows: readonly SettingRow[], day: Temporal.PlainDate): Settings {
  const value = (name: SettingName) => valueOn(rows, name, day);
  return {
    mostPerState: Number(value('most_per_state')),
    associationsCount: value('associations_count') === 'yes',
    opinionDays: Number(value('opinion_days')),
    reminderDays: Number(value('reminder_days')),
    networkId: value('network'),
  };
}

/** Of the rows that apply on the day, the one whose day is the latest; recorded last, where two have the same. */
function valueOn(rows: readonly SettingRow[], name: SettingName, day: Temporal.PlainDate): string | null {
  const [last] = rows
    .filter((row) => row.name === name && Temporal.PlainDate.compare(row.appliesFrom, day) <= 0)
    .toReversed()
    .sort((one, other) => Temporal.PlainDate.compare(other.appliesFrom, one.appliesFrom));
  return last?.value ?? (name === 'network' ? null : defaults[name]);
}
