import { formatPartialDate } from '../../../../kernel/dates.ts';
import type { Export } from '../../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { say as sayRegister } from '../../messages.ts';
import { doubtInWords, titleOf } from '../in-words.ts';
import { say } from '../messages.ts';
import type { Radar } from './queries.ts';

/** The lines of the radar as a file. */
export function exportRadar({ states }: Radar, lang: Lang): Pick<Export, 'columns' | 'rows'> {
  const t = say.in(lang);
  return {
    columns: [
      { key: 'state', label: say.later('column.state'), type: 'text' },
      { key: 'city', label: say.later('column.city'), type: 'text' },
      { key: 'title', label: say.later('field.title'), type: 'text' },
      { key: 'person', label: say.later('column.person'), type: 'text' },
      { key: 'alert', label: say.later('radar.why'), type: 'text' },
      { key: 'doubt', label: say.later('field.doubt'), type: 'text' },
      { key: 'expected_end', label: sayRegister.later('column.expected_end'), type: 'text' },
      { key: 'asked_at', label: say.later('radar.asked'), type: 'text' },
      { key: 'answer', label: say.later('export.answer'), type: 'text' },
    ],
    rows: states.flatMap(({ state, lines }) =>
      lines.map(({ mandate, alert, party, question }) => ({
        state: state && inLang(state.name, lang),
        city: inLang(party.name, lang),
        title: titleOf(mandate, lang),
        person: mandate.person.name,
        alert: t(`alert.${alert}`),
        doubt: doubtInWords(mandate, lang),
        expected_end: mandate.expectedEnd && formatPartialDate(mandate.expectedEnd),
        asked_at: question?.askedAt.toString(),
        answer: question?.answer && t(`answers.${question.answer.answer}`),
      })),
    ),
  };
}
