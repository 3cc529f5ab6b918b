/**
 * What a letter is for. An `invitation` to an event and `news` are sent until the party asks for no more; the others it must
 * have: a notice of the statutes, what it owes, the convening of a body in which it sits.
 */
export const letterPurposes = ['notice', 'dues', 'convening', 'invitation', 'news'] as const;
export type LetterPurpose = (typeof letterPurposes)[number];

/** What one may ask to have no more of. */
export const refusablePurposes = ['invitation', 'news'] as const;
export type RefusablePurpose = (typeof refusablePurposes)[number];

/** How a letter goes; `none`: it does not, and the reason says why. */
export const channels = ['mail', 'paper', 'none'] as const;
export type Channel = (typeof channels)[number];

/** Why a letter does not go by mail. */
export const channelReasons = ['no_address', 'bad_address', 'unsubscribed', 'chosen'] as const;
export type ChannelReason = (typeof channelReasons)[number];
