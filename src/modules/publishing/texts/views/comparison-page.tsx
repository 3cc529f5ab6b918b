import type { Lang } from '../../../../kernel/i18n/lang.ts';
import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { Page, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import type { TextVersion } from '../../schema.ts';
import type { DraftText } from '../queries.ts';
import { Comparison } from './comparison.tsx';

export interface ComparisonPageProps {
  text: DraftText;
  before: TextVersion;
  after: TextVersion;
  language: Lang;
}

/** Two versions of a text, word by word. */
export function ComparisonPage({ text, before, after, language }: ComparisonPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const title = t('compare.pageTitle', { from: before.number, to: after.number, language: t(`language.${language}`) });
  return (
    <Page
      title={title}
      noIndex
      breadcrumbs={[
        { text: t('drafts.title'), href: publishingPaths.drafts() },
        { text: text.fr.title, href: publishingPaths.draft(text.slug) },
        { text: title },
      ]}
    >
      <h1>{title}</h1>
      <p class="muted">{t('compare.by', { when: formatInstant(after.savedAt, lang), by: after.savedBy })}</p>
      <Comparison before={before} after={after} language={language} headingLevel={2} />
    </Page>
  );
}
