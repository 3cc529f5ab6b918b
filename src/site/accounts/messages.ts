import { defineMessages } from '../../kernel/i18n/messages.ts';
import { usePage } from '../../ui/index.ts';
import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

export const say = defineMessages(fr, en);

/** The words of accounts in the reader's language, for views. */
export const useWords = () => say.in(usePage().lang);
