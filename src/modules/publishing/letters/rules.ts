import type { Channel, ChannelReason, LetterPurpose, RefusablePurpose } from './vocabulary.ts';

/** Whether one may ask to have no more letters of this kind. */
export function isRefusable(purpose: LetterPurpose): purpose is RefusablePurpose {
  return purpose === 'invitation' || purpose === 'news';
}

/** What is known of where a party may be written to. */
export interface Reach {
  address: string | null;
  /** The address takes no mails. */
  isTroubled: boolean;
  /** Someone asked that no more letters of this kind come there. */
  isUnsubscribed: boolean;
}

/**
 * How a letter goes. What a party must have and no mail can bring goes on paper; what it asked to have no more of does not go
 * at all, on paper neither.
 */
export function channelFor(
  purpose: LetterPurpose,
  { address, isTroubled, isUnsubscribed }: Reach,
): { channel: Channel; reason: ChannelReason | null } {
  if (isRefusable(purpose) && isUnsubscribed) return { channel: 'none', reason: 'unsubscribed' };
  if (address === null) return { channel: 'paper', reason: 'no_address' };
  if (isTroubled) return { channel: 'paper', reason: 'bad_address' };
  return { channel: 'mail', reason: null };
}
