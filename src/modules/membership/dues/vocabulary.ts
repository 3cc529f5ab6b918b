/** The closed lists of dues: codes as in the tables, in the order in which people expect to read them. */
export const scaleStates = ['proposed', 'voted', 'in_force', 'withdrawn'] as const;
export type ScaleState = (typeof scaleStates)[number];

export const callKinds = ['due', 'entry_fee'] as const;
export type CallKind = (typeof callKinds)[number];

export const entryKinds = ['call', 'entry_fee', 'voluntary', 'payment', 'exchange', 'waiver', 'refund', 'reversal'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The accounts of the journal: that of each member, and what stands against it. */
export const accounts = ['member', 'dues', 'entry_fees', 'voluntary', 'bank', 'exchange', 'waivers'] as const;
export type Account = (typeof accounts)[number];

export const exceptionKinds = ['waiver', 'refund', 'reversal'] as const;

export const reminderChannels = ['mail', 'paper'] as const;

export const bankFormats = ['csv', 'camt.053'] as const;

/** How a line of a bank's file came to a member. */
export const matchWays = ['reference', 'amount_and_name', 'hand'] as const;
export type MatchWay = (typeof matchWays)[number];

export const settingNames = ['reminders', 'reversal_threshold'] as const;
