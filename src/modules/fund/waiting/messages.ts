import { defineMessages } from '../../../kernel/i18n/messages.ts';
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

export const say = defineMessages(fr, en);
