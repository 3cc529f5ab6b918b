import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import { Button, ButtonGroup, NotificationBanner, Page, SummaryList, Table, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import type { TemplateVersion } from '../../schema.ts';
import { LetterWords } from '../../views/letter-words.tsx';
import type { Template } from '../queries.ts';

export interface TemplatePageProps {
  template: Template;
  versions: readonly TemplateVersion[];
  mayWrite: boolean;
  isDone: boolean;
}

/** What a template says, in both languages, and its versions. */
export function TemplatePage({ template, versions, mayWrite, isDone }: TemplatePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { version } = template;
  return (
    <Page
      title={template.name}
      noIndex
      breadcrumbs={[
        { text: t('mailings.title'), href: letterPaths.mailings() },
        { text: t('templates.title'), href: letterPaths.templates() },
        { text: template.name },
      ]}
    >
      {isDone && <NotificationBanner kind="success" text={t('template.saved')} />}
      <h1 lang={lang === 'fr' ? undefined : 'fr'}>{template.name}</h1>
      <SummaryList
        rows={[
          { key: t('templates.purpose'), value: t(`purpose.${template.purpose}`) },
          { key: t('template.version'), value: String(version.number) },
        ]}
      />
      {mayWrite && (
        <ButtonGroup>
          <Button href={`${letterPaths.newMailing()}?modele=${template.slug}`}>{t('mailings.new')}</Button>
          <Button kind="secondary" href={letterPaths.templateEdition(template.slug)}>
            {t('template.edit')}
          </Button>
        </ButtonGroup>
      )}
      <h2>{t('language.fr')}</h2>
      <LetterWords subject={version.frSubject} body={version.frBody} lang="fr" />
      <h2>{t('language.en')}</h2>
      {version.enSubject !== null && version.enBody !== null ? (
        <LetterWords subject={version.enSubject} body={version.enBody} lang="en" />
      ) : (
        <p>{t('template.noEnglish')}</p>
      )}
      <Table
        caption={t('template.versions')}
        dense
        columns={[{ header: t('template.version') }, { header: t('templates.saved') }]}
        firstCellIsHeader
        rows={versions.map(({ number, savedAt, savedBy }) => [
          String(number),
          t('templates.savedBy', { when: formatInstant(savedAt, lang), name: savedBy }),
        ])}
      />
    </Page>
  );
}
