import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { InsetText, usePage } from '../../../../../ui/index.ts';
import type { Inheritance } from '../../arrears/by-mandate.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';

/** What the head of today found unpaid on coming into office: said first, to them as to the secretariat. */
export function InheritancePanel({ inherited, own }: { inherited: Inheritance; own: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { head, since, years, totalCents, stillCents, remindersBefore, remindersSince } = inherited;
  return (
    <section aria-labelledby="inheritance">
      <h2 id="inheritance">{t(own ? 'inheritance.own' : 'inheritance.title')}</h2>
      <InsetText>
        <p>
          {t('inheritance.found', {
            name: head.mandate.person.name,
            day: formatDate(since, lang, head.mandate.from!.precision),
            exact: head.mandate.from!.precision === 'day' ? 'yes' : 'no',
            count: years.length,
            amount: formatMoney(totalCents, lang),
            first: String(years[0]?.year ?? ''),
          })}
        </p>
        {years.length > 0 && (
          <>
            <p>{t('inheritance.reminders', { before: remindersBefore, since: remindersSince })}</p>
            <p>{stillCents === 0 ? t('inheritance.settled') : t('inheritance.still', { amount: formatMoney(stillCents, lang) })}</p>
          </>
        )}
      </InsetText>
    </section>
  );
}
