import { defineMessages } from '../i18n/messages.ts';
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

/** Why a signed file is refused, in words. No braces here: the browser reads these sentences without an ICU library. */
export const say = defineMessages(fr, en);
