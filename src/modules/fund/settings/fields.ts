/** How a rule is written in its row, and what it is read as. */
interface SettingField<T> {
  kind: 'rate' | 'yes_no' | 'number' | 'body';
  /** What applies until the network says otherwise. */
  usual: T;
  read(value: string): T;
}

/**
 * The rules of the fund, in the order in which pages show them. R7 gives the fund's part and the city's; the rest is a
 * default of this software, which the pages call so.
 */
export const settingFields = {
  /** What the fund pays at most, in hundredths of a percent (R7). */
  ceiling_rate: rate(8000),
  /** What the city brings at least, in hundredths of a percent (R7). */
  city_share: rate(2000),
  /** The body that decides where a call names none; null: the Bureau (R7). */
  deciding_body: { kind: 'body', usual: null, read: (value) => value } as SettingField<string | null>,
  /** Whether a city applies for nothing new while reports of its projects are missing. */
  reports_block: yesNo(true),
  /** What a first instalment is of a grant, what the last one is, and how much of the one before must be justified: what an agreement is drafted with. */
  first_instalment: rate(4000),
  last_instalment: rate(2000),
  justified_share: rate(7000),
  /** Hours between the entry of a bank account and its confirmation by someone else. */
  bank_account_delay: number(24),
  /** Months between the reports of a project; days after its period within which an interim one, then the final one, is handed in. */
  report_months: number(6),
  report_interim_days: number(30),
  report_final_days: number(90),
} as const;

export type SettingName = keyof typeof settingFields;
export type SettingValue<N extends SettingName> = (typeof settingFields)[N]['usual'];
export const settingNames = Object.keys(settingFields) as SettingName[];

function rate(usual: number): SettingField<number> {
  return { kind: 'rate', usual, read: Number };
}

function number(usual: number): SettingField<number> {
  return { kind: 'number', usual, read: Number };
}

function yesNo(usual: boolean): SettingField<boolean> {
  return { kind: 'yes_no', usual, read: (value) => value === 'yes' };
}
