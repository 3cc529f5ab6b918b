import { defineMessages } from '../../../kernel/i18n/messages.ts';
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

/** What is said of persons, their mandates, bodies and elections; the words of the register are beside it. */
export const say = defineMessages(fr, en);
