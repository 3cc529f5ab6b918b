import { Button, type FieldErrors, Form, InsetText, NotificationBanner, Page, usePage, WarningText } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import { canBecome } from '../../rules.ts';
import type { DraftText } from '../queries.ts';
import { type TextReading, unsettled } from '../reading.ts';
import { DraftNavigation } from './draft-navigation.tsx';
import { ReadProse } from './read-prose.tsx';
import { ReadingList } from './reading-list.tsx';
import { StateTag } from './tags.tsx';

export interface ReadingPageProps {
  text: DraftText;
  readings: readonly TextReading[];
  mayWrite: boolean;
  errors?: FieldErrors | undefined;
  /** A reason was just kept. */
  kept?: boolean | undefined;
}

/** Each number of a text, what it was compared with, and what is left to settle before it may be published. */
export function ReadingPage({ text, readings, mayWrite, errors = {}, kept }: ReadingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  // An English that is behind is not published, and holds nothing back.
  const left = readings.filter(({ lang }) => lang === 'fr' || text.translation === 'current').flatMap(unsettled).length;
  return (
    <Page
      title={t('reading.pageTitle', { title: text.fr.title })}
      noIndex
      width="wide"
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('drafts.title'), href: publishingPaths.drafts() },
        { text: text.fr.title, href: publishingPaths.draft(text.slug) },
        { text: t('draft.page.reading') },
      ]}
      before={<DraftNavigation slug={text.slug} current="reading" />}
    >
      {kept && <NotificationBanner kind="success" text={t('reading.kept')} />}
      <p class="eyebrow">
        {t(`kind.${text.kind}`)} <StateTag state={text.state} />
      </p>
      <h1 lang={lang === 'fr' ? undefined : 'fr'}>{text.fr.title}</h1>
      <p class="lede">{t('reading.intro')}</p>
      {left > 0 ? <WarningText>{t('reading.left', { left })}</WarningText> : <InsetText>{t('reading.settled')}</InsetText>}
      {readings.map((reading) => (
        <section aria-labelledby={`reading-${reading.lang}`}>
          <h2 id={`reading-${reading.lang}`}>{t(`side.${reading.lang}`)}</h2>
          <p>{t('reading.count', { count: reading.mentions.length, left: unsettled(reading).length })}</p>
          <div class="sides">
            <ReadingList reading={reading} slug={text.slug} mayGiveReasons={mayWrite} />
            <ReadProse reading={reading} figuresOn={text.figuresOn} />
          </div>
        </section>
      ))}
      {mayWrite && canBecome(text.state, 'read', text.isPublic) && (
        <Form action={publishingPaths.reading(text.slug)} errors={errors}>
          <p>{t('reading.record')}</p>
          <Button>{t('reading.recordButton')}</Button>
        </Form>
      )}
    </Page>
  );
}
