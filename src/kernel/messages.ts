import { defineMessages } from './i18n/messages.ts';
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

/** The kernel's own words: input errors and refusals that every module shares. */
export const say = defineMessages(fr, en);
