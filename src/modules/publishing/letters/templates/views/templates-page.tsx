import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import { Button, EmptyState, Link, Page, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import type { Template } from '../queries.ts';

/** The templates of letters, and what each is for. */
export function TemplatesPage({ templates, mayWrite }: { templates: readonly Template[]; mayWrite: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('templates.title')}
      noIndex
      breadcrumbs={[{ text: t('mailings.title'), href: letterPaths.mailings() }, { text: t('templates.title') }]}
    >
      <h1>{t('templates.title')}</h1>
      <p class="lede">{t('templates.lead')}</p>
      {mayWrite && <Button href={letterPaths.newTemplate()}>{t('templates.new')}</Button>}
      {templates.length === 0 ? (
        <EmptyState title={t('templates.none')}>
          <p>{t('templates.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('templates.count', { count: templates.length })}
          firstCellIsHeader
          columns={[
            { header: t('templates.name') },
            { header: t('templates.purpose') },
            { header: t('templates.languages') },
            { header: t('templates.saved') },
          ]}
          rows={templates.map(({ slug, name, purpose, version }) => [
            <Link href={letterPaths.template(slug)}>{name}</Link>,
            t(`purpose.${purpose}`),
            version.enSubject === null ? <Tag kind="waiting">{t('templates.frenchOnly')}</Tag> : t('templates.both'),
            t('templates.savedBy', { when: formatInstant(version.savedAt, lang), name: version.savedBy }),
          ])}
        />
      )}
    </Page>
  );
}
