import type { FigureVersion } from '../../modules/figures/index.ts';
import { figurePaths } from '../../modules/figures/index.ts';
import { publishingPaths, type PublishedSummary } from '../../modules/publishing/index.ts';
import { registerPaths } from '../../modules/register/index.ts';
import { dayOf, formatDate, formatNumber } from '../../kernel/i18n/format.ts';
import { inLang } from '../../kernel/i18n/lang.ts';
import { Button, Link, Page, usePage } from '../../ui/index.ts';
import { say } from './messages.ts';

export interface HomePageProps {
  figures: { version: FigureVersion; value: number | null }[];
  texts: Pick<PublishedSummary, 'slug' | 'title' | 'summary' | 'lang' | 'firstAt'>[];
  today: Temporal.PlainDate;
  revision: number;
}

/** What this is, in one screen, with figures that were counted just now. */
export function HomePage({ figures, texts, today, revision }: HomePageProps) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('title')} description={t('description')}>
      <h1>{t('title')}</h1>
      <p class="lede">{t('lede')}</p>

      <section aria-labelledby="figures">
        <h2 id="figures">{t('figures')}</h2>
        <ul class="figures-now">
          {figures
            .filter(({ value }) => value !== null)
            .map(({ version, value }) => (
              <li>
                <Link href={figurePaths.figure(version.slug)}>
                  <span class="figures-value">{formatNumber(value!, lang)}</span>
                  <span class="figures-name">{inLang(version.name, lang)}</span>
                </Link>
              </li>
            ))}
        </ul>
        <p class="muted">
          {t('figuresNote')} {t('asOf', { day: formatDate(today, lang), revision })}
        </p>
      </section>

      <div class="two">
        <section aria-labelledby="texts">
          <h2 id="texts">{t('texts')}</h2>
          {texts.map((text) => (
            <article>
              <h3>
                <Link href={publishingPaths.text(text.slug)}>{text.title}</Link>
              </h3>
              <p class="eyebrow">{formatDate(dayOf(text.firstAt), lang)}</p>
              <p lang={text.lang === lang ? undefined : text.lang}>{text.summary}</p>
            </article>
          ))}
          <p>
            <Link href={publishingPaths.texts()}>{t('textsAll')}</Link>
          </p>
        </section>
        <aside class="proof" aria-labelledby="verify">
          <h2 id="verify">{t('door.verify')}</h2>
          <form method="get" action={href(figurePaths.verifier())}>
            <label class="govuk-label" for="code">
              {t('code')}
            </label>
            <div class="govuk-hint" id="code-hint">
              {t('codeHint')}
            </div>
            <input class="govuk-input" id="code" name="code" aria-describedby="code-hint" autocomplete="off" spellcheck={false} />
            <Button kind="secondary">{t('codeButton')}</Button>
          </form>
        </aside>
      </div>

      <nav aria-labelledby="doors">
        <h2 id="doors">{t('doors')}</h2>
        <ul class="doors">
          {doors.map(({ name, path }) => (
            <li>
              <Link href={path()}>{t(`door.${name}`)}</Link>
              <p>{t(`door.${name}Text`)}</p>
            </li>
          ))}
        </ul>
      </nav>
    </Page>
  );
}

const doors = [
  { name: 'register', path: registerPaths.parties },
  { name: 'map', path: registerPaths.map },
  { name: 'series', path: registerPaths.allSeries },
  { name: 'figures', path: figurePaths.figures },
] as const;
