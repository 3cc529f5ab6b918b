import { formatDate } from '../../../../kernel/i18n/format.ts';
import {
  Button,
  DayField,
  Details,
  EmptyState,
  type FieldErrors,
  FileUpload,
  Filters,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Page,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { ListLinks } from '../../list-links.tsx';
import type { ProjectCase } from '../../projects/queries.ts';
import { projectPaths } from '../../projects/paths.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { say } from '../messages.ts';
import { followupPaths } from '../paths.ts';
import type { FollowupCase } from '../queries.ts';
import { followupKinds, followupOutcomes } from '../schema.ts';

interface Refused {
  entry?: string;
  values: FormValues;
  errors: FieldErrors;
}

/** The follow-up of one project, and where one writes in it. */
export function ProjectFollowupPage({
  found,
  rows,
  mayWrite,
  done,
  refused,
}: {
  found: ProjectCase;
  rows: readonly FollowupCase[];
  mayWrite: boolean;
  done: boolean;
  refused?: Refused | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const ref = found.project.reference;
  return (
    <ProjectLayout found={found} title={t('nav.followup')} section="followup" hasErrors={refused !== undefined}>
      {done && <NotificationBanner kind="success" text={t('done')} />}
      {rows.length === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneHint')}</p>
        </EmptyState>
      )}
      {rows.map((one) => (
        <Entry one={one} reference={ref} mayWrite={mayWrite} refused={refused?.entry === one.entry.id ? refused : undefined} />
      ))}
      {mayWrite && (
        <Details summary={t('entry.new')} open={(refused !== undefined && !refused.entry) || rows.length === 0}>
          <Form
            files
            action={followupPaths.ofProject(ref)}
            {...(refused && !refused.entry ? { values: refused.values, errors: refused.errors } : {})}
          >
            <Select
              name="kind"
              label={t('column.kind')}
              options={followupKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))}
            />
            <DayField name="onDay" label={t('column.day')} />
            <TextField name="title" label={t('column.title')} />
            <TextArea name="words" label={t('column.words')} rows={6} maxlength={10_000} />
            <Select
              name="level"
              label={t('column.level')}
              hint={t('entry.levelHint')}
              options={['', '1', '2', '3', '4'].map((value) => ({ value, text: value || t('entry.noLevel') }))}
            />
            <TextField name="owner" label={t('column.owner')} hint={t('entry.ownerHint')} />
            <DayField name="dueOn" label={t('column.due')} />
            <FileUpload name="file" label={t('column.file')} accept=".pdf,.jpg,.jpeg,.png,.webp,.docx" />
            <Button>{t('entry.record')}</Button>
          </Form>
        </Details>
      )}
      <p>
        <Link href={followupPaths.closure(ref)}>{t('closure.title')}</Link>
      </p>
    </ProjectLayout>
  );
}

function Entry({
  one: { entry, end, isLate },
  reference,
  mayWrite,
  refused,
}: {
  one: FollowupCase;
  reference: string;
  mayWrite: boolean;
  refused: Refused | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <article>
      <p class="eyebrow">
        {t(`kind.${entry.kind}`)} · {formatDate(entry.onDay, lang)} · {entry.by} {isLate && <Tag kind="bad">{t('late')}</Tag>}
      </p>
      <h2>{entry.title}</h2>
      <p class="dossier-words">{entry.words}</p>
      {entry.level !== null && <p>{t(entry.kind === 'risk' ? 'level.risk' : 'level.evaluation', { level: entry.level })}</p>}
      {entry.dueOn && <p>{t('entry.due', { owner: entry.owner ?? '', day: formatDate(entry.dueOn, lang) })}</p>}
      {entry.fileId && (
        <p>
          <Link href={followupPaths.file(reference, entry.id)} download>
            {t('entry.file')}
          </Link>
        </p>
      )}
      {end ? (
        <p>{t(`end.${end.outcome}`, { words: end.words, by: end.by })}</p>
      ) : (
        mayWrite && (
          <Details summary={t('end.do')} open={refused !== undefined}>
            <Form action={followupPaths.end(reference, entry.id)} {...(refused ? { values: refused.values, errors: refused.errors } : {})}>
              <Select
                name="outcome"
                id={`outcome-${entry.id}`}
                label={t('end.outcome')}
                options={followupOutcomes.map((outcome) => ({ value: outcome, text: t(`outcome.${outcome}`) }))}
              />
              <TextField name="words" id={`words-${entry.id}`} label={t('end.words')} />
              <Button kind="secondary">{t('end.record')}</Button>
            </Form>
          </Details>
        )
      )}
    </article>
  );
}

/** The follow-up of every project: what is late, what was learned. */
export function FollowupsPage({
  rows,
  total,
  page,
  pages,
  chosen,
}: {
  rows: readonly FollowupCase[];
  total: number;
  page: number;
  pages: number;
  chosen: { kind: string; open: string; words: string };
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (more: Record<string, string>) => `${followupPaths.all()}?${new URLSearchParams({ ...chosen, ...more }).toString()}`;
  return (
    <Page title={t('nav.followups')} noIndex width="wide">
      <h1>{t('nav.followups')}</h1>
      <Filters action={followupPaths.all()} values={chosen} clearHref={followupPaths.all()}>
        <TextField name="words" label={t('filter.words')} type="search" />
        <Select
          name="kind"
          label={t('column.kind')}
          options={[{ value: '', text: t('filter.all') }, ...followupKinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) }))]}
        />
        <Select
          name="open"
          label={t('filter.open')}
          options={[
            { value: '', text: t('filter.all') },
            { value: 'open', text: t('filter.open.open') },
            { value: 'late', text: t('filter.late') },
          ]}
        />
      </Filters>
      {rows.length === 0 ? (
        <EmptyState title={t('noneFound')} />
      ) : (
        <>
          <Table
            caption={t('count', { count: total })}
            dense
            firstCellIsHeader
            columns={[
              { header: t('column.title') },
              { header: t('column.project') },
              { header: t('column.kind') },
              { header: t('column.day') },
              { header: t('column.due') },
            ]}
            rows={rows.map(({ entry, project, isLate, end }) => [
              <Link href={followupPaths.ofProject(project.reference)}>{entry.title}</Link>,
              <Link href={projectPaths.project(project.reference)}>{`${project.reference} ${project.titleFr}`}</Link>,
              t(`kind.${entry.kind}`),
              formatDate(entry.onDay, lang),
              end ? (
                t(`outcome.${end.outcome}`)
              ) : isLate ? (
                <Tag kind="bad">{t('late')}</Tag>
              ) : entry.dueOn ? (
                formatDate(entry.dueOn, lang)
              ) : (
                ''
              ),
            ])}
          />
          <ListLinks page={page} pages={pages} hrefOf={hrefOf} />
        </>
      )}
    </Page>
  );
}
