/** What a text is for its readers. */
export const textKinds = ['account', 'news', 'statement', 'speech', 'letter'] as const;
export type TextKind = (typeof textKinds)[number];

/** Where a text stands on its way to the public; see the table of `rules.ts`. */
export const textStates = ['draft', 'read', 'approved', 'published', 'corrected', 'withdrawn'] as const;
export type TextState = (typeof textStates)[number];
