import { defineMessages } from '../kernel/i18n/messages.ts';
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

/** The words that the layout and the components bring with them. */
export const uiWords = defineMessages(fr, en);
