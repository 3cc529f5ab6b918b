import { formatInstant } from '../../../../kernel/i18n/format.ts';
import {
  Button,
  DayField,
  Details,
  EmptyState,
  type FieldErrors,
  FileUpload,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Tag,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { ProjectCase } from '../../projects/queries.ts';
import { ProjectLayout } from '../../projects/views/project-layout.tsx';
import { say } from '../messages.ts';
import { photoPaths, type PhotoPaths } from '../paths.ts';
import type { PhotoCase, RemovedPhoto } from '../queries.ts';
import { placeField } from '../rules.ts';
import { ConsentFields } from './consent-fields.tsx';
import { ConsentTag, PhotoFigure } from './photo-figure.tsx';

export interface PhotosPageProps {
  found: ProjectCase;
  paths: PhotoPaths;
  own: boolean;
  photos: readonly PhotoCase[];
  removed: readonly RemovedPhoto[];
  mayKeep: boolean;
  mayChoose: boolean;
  done: boolean;
  refused?: { form: 'photo' | 'choice'; values: FormValues; errors: FieldErrors } | undefined;
}

/** The photos of a project, what is known of who is seen on them, and which the public sees. */
export function PhotosPage({ found, paths, own, photos, removed, mayKeep, mayChoose, done, refused }: PhotosPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const ref = found.project.reference;
  const stateOf = (form: 'photo' | 'choice') => (refused?.form === form ? { values: refused.values, errors: refused.errors } : {});
  const publishable = photos.filter(({ mayPublish }) => mayPublish);
  return (
    <ProjectLayout
      found={found}
      title={t('nav.photos')}
      section="photos"
      own={own}
      hasErrors={refused !== undefined}
      islands={mayKeep ? ['shrink-photo'] : []}
    >
      {done && <NotificationBanner kind="success" text={t('done')} />}
      <p>{t(own ? 'photos.ownLede' : 'photos.lede')}</p>
      {photos.length === 0 ? (
        <EmptyState title={t('photos.none')}>
          <p>{t('photos.noneHint')}</p>
        </EmptyState>
      ) : (
        <div class="photos">
          {photos.map((one) => (
            <PhotoFigure photo={one} src={paths.picture(ref, one.photo.id)}>
              <span class="photo-facts">
                <ConsentTag state={one.consents[0]?.state} /> {one.consents[0]?.children && <Tag kind="waiting">{t('children.tag')}</Tag>}{' '}
                {one.position !== null && <Tag kind="neutral">{t('photo.chosen', { position: one.position })}</Tag>}
              </span>
              <Link href={paths.photo(ref, one.photo.id)} aria-label={t('photo.openNamed', { caption: one.photo.caption })}>
                {t('photo.open')}
              </Link>
            </PhotoFigure>
          ))}
        </div>
      )}
      {mayKeep && (
        <Details summary={t('photo.new')} open={refused?.form === 'photo' || photos.length === 0}>
          <Form files action={paths.ofProject(ref)} {...stateOf('photo')}>
            <TextField name="caption" label={t('column.caption')} hint={t('photo.captionHint')} />
            <DayField name="takenOn" label={t('column.takenOn')} optional />
            <TextField name="place" label={t('column.place')} hint={t('photo.placeHint')} optional />
            <TextField name="credit" label={t('column.credit')} hint={t('photo.creditHint')} optional />
            <ConsentFields orLater />
            <shrink-photo>
              <FileUpload name="file" label={t('column.file')} hint={t('photo.fileHint')} accept=".jpg,.jpeg,.png,.webp" />
            </shrink-photo>
            <Button>{t('photo.add')}</Button>
          </Form>
        </Details>
      )}
      {mayChoose && photos.length > 0 && (
        <>
          <h2>{t('choice.title')}</h2>
          <p>{t('choice.text')}</p>
          {publishable.length === 0 ? (
            <p>{t('choice.none')}</p>
          ) : (
            <Form action={photoPaths.choice(ref)} {...stateOf('choice')}>
              {publishable.map((one) => (
                <TextField
                  name={placeField(one.photo.id, one.consents)}
                  label={one.photo.caption}
                  hint={t(one.consents[0]?.children ? 'choice.weightChildren' : 'choice.weight', {
                    kilobytes: Math.ceil(one.picture.bytes / 1000),
                  })}
                  inputmode="numeric"
                  width={3}
                  value={one.position === null ? '' : String(one.position)}
                />
              ))}
              <Button>{t('choice.record')}</Button>
            </Form>
          )}
        </>
      )}
      {removed.length > 0 && (
        <Details summary={t('removed.title', { count: removed.length })}>
          <ul>
            {removed.map(({ caption, removal }) => (
              <li>
                {t(own ? 'removed.ownLine' : 'removed.line', {
                  caption,
                  reason: removal.reason,
                  by: removal.by,
                  when: formatInstant(removal.at, lang),
                })}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </ProjectLayout>
  );
}
