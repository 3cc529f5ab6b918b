import { formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { Button, ButtonGroup, Link, NotificationBanner, Page, SummaryList, Table, Timeline, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';
import { canBecome } from '../../rules.ts';
import type { TextState } from '../../vocabulary.ts';
import type { DraftText, listVersions } from '../queries.ts';
import { DraftNavigation } from './draft-navigation.tsx';
import { StateTag, TranslationTag } from './tags.tsx';

export interface DraftPageProps {
  text: DraftText;
  versions: Awaited<ReturnType<typeof listVersions>>;
  mayWrite: boolean;
  mayPublish: boolean;
  /** What was just done, to say so. */
  done?: TextState | 'saved' | undefined;
}

/** Where a text stands, what may be done next and by whom, and all that was done. */
export function DraftPage({ text, versions, mayWrite, mayPublish, done }: DraftPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={text.fr.title}
      noIndex
      breadcrumbs={[{ text: t('drafts.title'), href: publishingPaths.drafts() }, { text: text.fr.title }]}
      before={<DraftNavigation slug={text.slug} current="draft" />}
    >
      {done && <NotificationBanner kind="success" text={done === 'saved' ? t('draft.saved') : t(`draft.done.${done}`)} />}
      <p class="eyebrow">{t(`kind.${text.kind}`)}</p>
      <h1 lang={lang === 'fr' ? undefined : 'fr'}>{text.fr.title}</h1>
      <SummaryList
        rows={[
          { key: t('drafts.state'), value: <StateTag state={text.state} /> },
          { key: t('drafts.english'), value: <TranslationTag state={text.translation} /> },
          { key: t('field.figuresOn'), value: formatDate(text.figuresOn, lang) },
          {
            key: t('draft.public'),
            value:
              text.publications > 0 ? <Link href={publishingPaths.text(text.slug)}>{t('draft.seePublic')}</Link> : t('draft.notPublic'),
          },
        ]}
      />
      <p>{t(`draft.next.${text.state}`)}</p>
      <Actions text={text} mayWrite={mayWrite} mayPublish={mayPublish} />
      <h2>{t('draft.steps')}</h2>
      <Timeline
        items={text.steps.map((step) => ({
          title: t(`step.${step.state}`),
          by: step.by,
          when: formatInstant(step.at, lang),
          datetime: step.at.toString(),
          children: step.reason && <p>{step.reason}</p>,
        }))}
      />
      <Table
        caption={t('draft.versions')}
        dense
        columns={[
          { header: t('draft.version') },
          { header: t('draft.savedAt') },
          { header: t('draft.savedBy') },
          { header: t('draft.changes') },
        ]}
        firstCellIsHeader
        rows={versions.map((one) => [
          t('draft.versionName', { number: one.number, language: t(`language.${one.language}`) }),
          formatInstant(one.savedAt, lang),
          one.savedBy,
          one.number > 1 && (
            <Link href={publishingPaths.comparison(text.slug, one.language, one.number - 1, one.number)}>
              {t('draft.compare', { from: one.number - 1, to: one.number })}
            </Link>
          ),
        ])}
      />
    </Page>
  );
}

/** One button for what comes next; what goes back or ends stands beside it. The life cycle decides. */
function Actions({ text, mayWrite, mayPublish }: Pick<DraftPageProps, 'text' | 'mayWrite' | 'mayPublish'>) {
  const t = say.in(usePage().lang);
  const can = (to: TextState) => canBecome(text.state, to, text.isPublic);
  const { slug } = text;
  // What is decided on the next page is decided on the versions that this one shows.
  const seen = `?frSeen=${text.fr.number}&enSeen=${text.en?.number ?? 0}`;
  return (
    <ButtonGroup>
      {mayWrite && text.state === 'draft' && <Button href={publishingPaths.edition(slug)}>{t('action.write')}</Button>}
      {mayWrite && can('read') && (
        <Button kind="secondary" href={publishingPaths.reading(slug)}>
          {t('action.read')}
        </Button>
      )}
      {mayPublish && can('approved') && <Button href={publishingPaths.approval(slug) + seen}>{t('action.approve')}</Button>}
      {mayPublish && can('published') && <Button href={publishingPaths.publication(slug) + seen}>{t('action.publish')}</Button>}
      {mayPublish && can('corrected') && <Button href={publishingPaths.correction(slug) + seen}>{t('action.correct')}</Button>}
      {mayWrite && (text.state === 'published' || text.state === 'corrected') && (
        <Button kind="secondary" href={publishingPaths.edition(slug)}>
          {t('action.writeCorrection')}
        </Button>
      )}
      {mayPublish && (text.state === 'read' || text.state === 'approved') && (
        <Link class="govuk-link" href={publishingPaths.sendingBack(slug)}>
          {t('action.sendBack')}
        </Link>
      )}
      {mayPublish && can('withdrawn') && (
        <Link class="govuk-link" href={publishingPaths.withdrawal(slug)}>
          {t('action.withdraw')}
        </Link>
      )}
    </ButtonGroup>
  );
}
