import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { Button, type FieldErrors, Form, type FormValues, Link, Radios, TextField, Timeline, usePage } from '../../../../ui/index.ts';
import { assemblyPaths } from '../../../assemblies/index.ts';
import type { ProjectCase } from '../../projects/queries.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { hideables } from '../../vocabulary.ts';
import { say } from '../messages.ts';
import { publicPaths } from '../paths.ts';
import type { Publication } from '../queries.ts';

export interface PublicationPageProps extends Publication {
  found: ProjectCase;
  mayHide: boolean;
  refused?: { values: FormValues; errors: FieldErrors } | undefined;
}

/** Whether the public reads a project, why not, and where the direction says so. */
export function PublicationPage({ found, isPublic, isSigned, hides, hidings, decision, mayHide, refused }: PublicationPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { project, state } = found;
  return (
    <ProjectLayout found={found} title={t('publication.title')} section="project" hasErrors={refused !== undefined}>
      {isPublic ? (
        <p>
          {t('publication.public')} <Link href={publicPaths.project(project.slug)}>{t('publication.see')}</Link>
        </p>
      ) : (
        <>
          <p>{t('publication.notPublic')}</p>
          <ul>
            {hides.project && <li>{t('publication.hidden')}</li>}
            {state === 'cancelled' && <li>{t('publication.cancelled')}</li>}
            {state !== 'cancelled' && !isSigned && <li>{t('publication.unsigned')}</li>}
          </ul>
        </>
      )}
      {hides.amounts && <p>{t('publication.amounts')}</p>}
      {(hides.project || hides.amounts) && decision !== null && (
        <p>
          {t('publication.decision')} <Link href={assemblyPaths.decision(decision)}>{decision}</Link>
        </p>
      )}
      {hides.places && <p>{t('publication.places')}</p>}
      {hidings.length > 0 && <h2>{t('publication.history')}</h2>}
      {hidings.length > 0 && (
        <Timeline
          items={hidings.map(({ what, hidden, reason, at, by }) => ({
            title: t(`${hidden ? 'hidden' : 'shown'}.${what}`),
            by,
            when: formatInstant(at, lang),
            datetime: at.toString(),
            children: <p>{reason}</p>,
          }))}
        />
      )}
      {mayHide && (
        <Form
          action={publicPaths.publication(project.reference)}
          {...(refused ?? { values: { what: 'project', hidden: hides.project ? 'no' : 'yes' } })}
        >
          <Radios name="what" label={t('hiding.what')} options={hideables.map((what) => ({ value: what, label: t(`what.${what}`) }))} />
          <Radios
            name="hidden"
            label={t('hiding.become')}
            options={[
              { value: 'yes', label: t('hiding.hide') },
              { value: 'no', label: t('hiding.show') },
            ]}
          />
          <TextField name="reason" label={t('hiding.reason')} />
          <Button>{t('hiding.record')}</Button>
        </Form>
      )}
    </ProjectLayout>
  );
}
