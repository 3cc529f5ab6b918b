import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  type FieldErrors,
  Form,
  Link,
  NotificationBanner,
  Page,
  Table,
  Tag,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formPaths } from '../../paths.ts';
import { Faults } from '../../views/step-page.tsx';
import type { Question } from '../definition.ts';
import { isSingle } from '../faults.ts';
import type { FormVersion } from '../queries.ts';
import { conditionInWords } from './question-field.tsx';

export interface VersionPageProps {
  version: FormVersion;
  versions: readonly FormVersion[];
  faults: readonly string[];
  mayManage: boolean;
  errors?: FieldErrors | undefined;
}

/** A version of a form: what it asks and, while it is a draft, where that is changed. */
export function VersionPage(props: VersionPageProps) {
  const { version, versions, faults, mayManage, errors = {} } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(version.name, lang);
  const mayEdit = mayManage && !version.publishedAt;
  const path = <K extends 'preview' | 'json' | 'publication' | 'newSection' | 'newQuestion'>(which: K) =>
    formPaths[which](version.slug, version.number);
  return (
    <Page
      title={name}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('forms.title'), href: formPaths.forms() }, { text: name }]}
    >
      <p class="eyebrow">{t('forms.version', { number: version.number })}</p>
      <h1>{name}</h1>
      <p>
        {version.publishedAt ? (
          <>
            <Tag kind="good">{t('forms.published')}</Tag>{' '}
            {t('signed', { name: version.publishedBy, day: formatDate(dayOf(version.publishedAt), lang) })}
          </>
        ) : (
          <Tag>{t('standing.draft')}</Tag>
        )}
      </p>
      {Object.values(errors).length > 0 && (
        <NotificationBanner kind="important">
          {Object.values(errors).map((sentence) => (
            <p>{sentence}</p>
          ))}
        </NotificationBanner>
      )}
      <Form>
        <ButtonGroup>
          {mayEdit && faults.length === 0 && <Button formaction={path('publication')}>{t('forms.publish')}</Button>}
          {mayManage && versions[0]?.publishedAt && (
            <Button kind="secondary" formaction={formPaths.versions(version.slug)}>
              {t('forms.newVersion')}
            </Button>
          )}
          <Button kind="secondary" href={path('preview')}>
            {t('forms.preview')}
          </Button>
          <Link href={path('json')} download>
            {t('forms.export')}
          </Link>
        </ButtonGroup>
      </Form>
      {mayEdit && faults.length > 0 && <Faults sentences={faults}>{t('publication.faults', { count: faults.length })}</Faults>}
      <Sections {...props} />
      {mayEdit && (
        <p>
          <Link href={path('newSection')}>{t('edit.addSection')}</Link>
        </p>
      )}
      {versions.length > 1 && (
        <Table
          caption={t('forms.versions')}
          firstCellIsHeader
          columns={[{ header: t('forms.last') }, { header: t('forms.state') }]}
          rows={versions.map((one) => [
            <Link href={formPaths.version(one.slug, one.number)}>{t('forms.version', { number: one.number })}</Link>,
            one.publishedAt
              ? t('forms.publishedBy', { name: one.publishedBy, day: formatDate(dayOf(one.publishedAt), lang) })
              : t('standing.draft'),
          ])}
        />
      )}
    </Page>
  );
}

function Sections({ version, mayManage }: VersionPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const mayEdit = mayManage && !version.publishedAt;
  const { slug, number, definition } = version;
  const sections = definition.sections.map((section) => (
    <section id={`s-${section.key}`}>
      <div class="edited">
        <h2>{inLang(section.title, lang)}</h2>
        {mayEdit && <Editing version={version} what="section" address={section.key} name={inLang(section.title, lang)} />}
      </div>
      {section.intro && <p>{inLang(section.intro, lang)}</p>}
      <ol class="questions">
        {section.questions.map((question) => (
          <li id={`q-${question.key}`}>
            <QuestionLine version={version} question={question} address={question.key} mayEdit={mayEdit} />
          </li>
        ))}
      </ol>
      {mayEdit && (
        <p>
          <Link href={`${formPaths.newQuestion(slug, number)}?partie=${section.key}`}>{t('edit.addQuestion')}</Link>
        </p>
      )}
    </section>
  ));
  return mayEdit ? <Form>{sections}</Form> : <>{sections}</>;
}

function QuestionLine({
  version,
  question,
  address,
  mayEdit,
}: {
  version: FormVersion;
  question: Question;
  address: string;
  mayEdit: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const condition = conditionInWords(version.definition, question, lang);
  const label = inLang(question.label, lang);
  const kind = t(`kind.${question.kind}`);
  return (
    <>
      <div class="edited">
        <p>
          <strong>{label}</strong>
          <br />
          <span class="muted">
            {/* A core question is often called by its kind. */}
            {kind !== label && `${kind} · `}
            {t(question.required ? 'edit.required' : 'edit.optional')} · <code>{address}</code>
            {condition && (
              <>
                <br />
                {condition}
              </>
            )}
          </span>
        </p>
        {mayEdit && <Editing version={version} what="question" address={address} name={label} once={isSingle(question.kind)} />}
      </div>
      {question.kind === 'table' && (
        <>
          <ul class="questions">
            {question.columns.map((column) => (
              <li id={`q-${address}.${column.key}`}>
                <QuestionLine version={version} question={column} address={`${address}.${column.key}`} mayEdit={mayEdit} />
              </li>
            ))}
          </ul>
          {mayEdit && (
            <p>
              <Link href={`${formPaths.newQuestion(version.slug, version.number)}?tableau=${address}`}>{t('edit.addColumn')}</Link>
            </p>
          )}
        </>
      )}
    </>
  );
}

/** What may be done of a section or a question; each button says of which to those who hear it alone. */
function Editing({
  version,
  what,
  address,
  name,
  once,
}: {
  version: FormVersion;
  what: 'section' | 'question';
  address: string;
  name: string;
  once?: boolean;
}) {
  const t = say.in(usePage().lang);
  const { slug, number } = version;
  const value = `${what}:${address}`;
  const hidden = <span class="govuk-visually-hidden"> ({name})</span>;
  const small = { kind: 'secondary', class: 'small' } as const;
  return (
    <div class="editing">
      <Link href={what === 'section' ? formPaths.section(slug, number, address) : formPaths.question(slug, number, address)}>
        {t('call.edit')}
        {hidden}
      </Link>
      <Button {...small} name="up" value={value} formaction={formPaths.moves(slug, number)}>
        ↑<span class="govuk-visually-hidden"> {t('edit.up')}</span>
        {hidden}
      </Button>
      <Button {...small} name="down" value={value} formaction={formPaths.moves(slug, number)}>
        ↓<span class="govuk-visually-hidden"> {t('edit.down')}</span>
        {hidden}
      </Button>
      {what === 'question' && !once && (
        <Button {...small} name="copied" value={value} formaction={formPaths.copies(slug, number)}>
          {t('edit.copy')}
          {hidden}
        </Button>
      )}
      <Button {...small} name="removed" value={value} formaction={formPaths.removals(slug, number)}>
        {t('edit.remove')}
        {hidden}
      </Button>
    </div>
  );
}
