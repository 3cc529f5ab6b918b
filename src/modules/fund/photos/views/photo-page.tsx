import { formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import {
  Button,
  Details,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Tag,
  TextField,
  Timeline,
  usePage,
} from '../../../../ui/index.ts';
import type { ProjectCase } from '../../projects/queries.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { say } from '../messages.ts';
import { photoPaths, type PhotoPaths } from '../paths.ts';
import type { PhotoCase } from '../queries.ts';
import { ConsentFields } from './consent-fields.tsx';
import { ConsentTag, PhotoFigure } from './photo-figure.tsx';

export interface PhotoPageProps {
  found: ProjectCase;
  paths: PhotoPaths;
  own: boolean;
  one: PhotoCase;
  mayKeep: boolean;
  mayForget: boolean;
  done: boolean;
  refused?: { form: 'consent' | 'withdrawal' | 'removal'; values: FormValues; errors: FieldErrors } | undefined;
}

/** One photo: what is known of the agreement of those who are seen, and where one records it, takes it back, or removes the photo. */
export function PhotoPage({ found, paths, own, one, mayKeep, mayForget, done, refused }: PhotoPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const ref = found.project.reference;
  const { photo, consents, position, mayPublish } = one;
  const stateOf = (form: 'consent' | 'withdrawal' | 'removal') =>
    refused?.form === form ? { values: refused.values, errors: refused.errors } : {};
  const last = consents[0];
  return (
    <ProjectLayout
      found={found}
      title={t('photo.title')}
      section="photos"
      own={own}
      hasErrors={refused !== undefined}
      islands={mayKeep ? ['shrink-photo'] : []}
    >
      {done && <NotificationBanner kind="success" text={t('done')} />}
      <p>
        <Link href={paths.ofProject(ref)}>{t('photo.back')}</Link>
      </p>
      <PhotoFigure photo={one} src={paths.picture(ref, photo.id)}>
        {!own && <span class="photo-facts">{t('photo.addedBy', { by: photo.by, when: formatInstant(photo.at, lang) })}</span>}
      </PhotoFigure>
      <h2>{t('consent.title')}</h2>
      <p>
        <ConsentTag state={last?.state} /> {last?.children && <Tag kind="waiting">{t('children.tag')}</Tag>}
      </p>
      <p>{t(position !== null ? 'publication.chosen' : mayPublish ? 'publication.mayBe' : 'publication.inside')}</p>
      {consents.length > 0 && (
        <Timeline
          items={consents.map((consent) => ({
            title: t(`state.${consent.state}`),
            by: own ? undefined : consent.by,
            when: formatInstant(consent.at, lang),
            datetime: consent.at.toString(),
            children: (
              <>
                {consent.children && <p>{t('children.yes')}</p>}
                {consent.collectedBy && consent.collectedOn && (
                  <p>{t('consent.collected', { by: consent.collectedBy, day: formatDate(consent.collectedOn, lang) })}</p>
                )}
                {consent.reason && <p>{consent.reason}</p>}
                {consent.fileId && mayKeep && (
                  <p>
                    <Link href={paths.evidence(ref, photo.id, String(consent.number))} download>
                      {t('consent.evidenceLink')}
                    </Link>
                  </p>
                )}
                {consent.fileId && mayForget && (
                  <Details summary={t('paper.title')}>
                    <p>{t('paper.text')}</p>
                    <Form action={photoPaths.forgetting(ref, photo.id, String(consent.number))}>
                      <Button kind="warning">{t('paper.forget')}</Button>
                    </Form>
                  </Details>
                )}
                {consent.paperForgottenAt && <p>{t('paper.forgotten', { when: formatInstant(consent.paperForgottenAt, lang) })}</p>}
              </>
            ),
          }))}
        />
      )}
      {mayKeep && (
        <>
          <Details summary={t('consent.new')} open={refused?.form === 'consent' || last === undefined}>
            <p>{t('consent.effect')}</p>
            <Form files action={paths.consent(ref, photo.id)} {...stateOf('consent')}>
              <ConsentFields />
              <shrink-photo>
                <FileUpload name="file" label={t('consent.file')} hint={t('consent.fileHint')} accept=".pdf,.jpg,.jpeg,.png,.webp" />
              </shrink-photo>
              <Button>{t('consent.record')}</Button>
            </Form>
          </Details>
          {last?.state !== 'withdrawn' && (
            <Details summary={t('withdrawal.title')} open={refused?.form === 'withdrawal'}>
              <p>{t('withdrawal.text')}</p>
              <Form action={paths.withdrawal(ref, photo.id)} {...stateOf('withdrawal')}>
                <TextField name="reason" id="withdrawal-reason" label={t('withdrawal.reason')} hint={t('withdrawal.reasonHint')} />
                <Button kind="warning">{t('withdrawal.record')}</Button>
              </Form>
            </Details>
          )}
          <Details summary={t('removal.title')} open={refused?.form === 'removal'}>
            <p>{t('removal.text')}</p>
            <Form action={paths.removal(ref, photo.id)} {...stateOf('removal')}>
              <TextField name="reason" id="removal-reason" label={t('removal.reason')} />
              <Button kind="warning">{t('removal.record')}</Button>
            </Form>
          </Details>
        </>
      )}
    </ProjectLayout>
  );
}
