/** The closed lists of events: codes as in the tables, in the order in which people expect to read them. */

/** Whether everyone may read of a session, or only those who meet in it. */
export const visibilities = ['public', 'bilateral'] as const;
export type Visibility = (typeof visibilities)[number];

export const programmeStates = ['published', 'withdrawn'] as const;

export const delegateStates = ['nominated', 'confirmed', 'withdrawn'] as const;
export type DelegateState = (typeof delegateStates)[number];

/** Where a list of invitations stands. */
export const listStates = ['proposed', 'approved', 'sent', 'abandoned'] as const;
export type ListState = (typeof listStates)[number];

/** Whether a party is invited. */
export const verdicts = ['in', 'out'] as const;
export type Verdict = (typeof verdicts)[number];

/** What someone decides of a party whatever the rule says; `rule` gives the party back to the rule. */
export const exceptionVerdicts = [...verdicts, 'rule'] as const;

export const answers = ['accepted', 'declined', 'undecided'] as const;

/** How an answer came. */
export const answerWays = ['link', 'space', 'staff'] as const;
export type AnswerWay = (typeof answerWays)[number];

/** How an invitation or a reminder went: by mail, on paper, or not at all where they asked for no more. */
export const channels = ['mail', 'paper', 'none'] as const;
