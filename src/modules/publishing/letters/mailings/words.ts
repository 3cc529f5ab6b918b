import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { titleInWords } from '../../../register/index.ts';
import { say } from '../messages.ts';
import type { Recipient } from '../recipients.ts';
import type { TemplateVersion } from '../schema.ts';
import { fill, type PlaceholderValues, wordsIn } from '../templates/rules.ts';

/** A letter as one recipient reads it: in their language where the template has it, with what is theirs. */
export function writeFor(version: TemplateVersion, recipient: Recipient, now: Temporal.Instant) {
  const { lang, subject, body } = wordsIn(version, recipient.lang);
  const { head, party } = recipient;
  const day = dayOf(now);
  const values: PlaceholderValues = {
    appel: (lang === 'fr' ? head?.person.formOfAddress : null) ?? say.in(lang)('greeting'),
    destinataire: head?.person.name ?? inLang(party.name, lang),
    titre: head ? titleInWords(head.title, head.person.gender, lang) : '',
    collectivite: inLang(party.name, lang),
    date: formatDate(day, lang),
    annee: String(day.year),
  };
  return { lang, subject: fill(subject, values), text: fill(body, values) };
}
