import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { InsetText, Link, usePage, WarningText } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import type { PublishedText } from '../queries.ts';

/** What happened to a text since it was published, at its top: its withdrawal, each correction, and where the words of before are. */
export function Notices({ text, byNumber }: { text: PublishedText; byNumber?: boolean | undefined }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { withdrawal, corrections, number, latest, slug } = text;
  const day = (at: Temporal.Instant) => formatDate(dayOf(at), lang);
  return (
    <>
      {withdrawal && (
        <>
          <WarningText>
            {t('notice.withdrawn', { day: day(withdrawal.at), by: withdrawal.by })} {inLang(withdrawal, lang)}
          </WarningText>
          {!byNumber && (
            <p>
              <Link href={publishingPaths.version(slug, number)}>{t('notice.lastWords')}</Link>
            </p>
          )}
        </>
      )}
      {number < latest && (
        <InsetText>
          {t('notice.replaced', { day: day(text.at) })} <Link href={publishingPaths.text(slug)}>{t('notice.current')}</Link>
        </InsetText>
      )}
      {corrections.length > 0 && number === latest && (
        <section class="corrections" aria-label={t('notice.corrections', { count: corrections.length })}>
          <h2>{t('notice.corrections', { count: corrections.length })}</h2>
          <ul>
            {corrections.map((one) => (
              <li>
                <strong>
                  <time datetime={dayOf(one.at).toString()}>{day(one.at)}</time>
                </strong>
                , {one.by}
                {t('notice.colon')} <span lang={lang === 'en' && !one.en ? 'fr' : undefined}>{inLang(one, lang)}</span>{' '}
                <Link href={publishingPaths.version(slug, one.number - 1)}>{t('notice.before')}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
