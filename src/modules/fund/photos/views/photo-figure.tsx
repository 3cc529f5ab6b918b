import type { ComponentChildren } from 'preact';
import { formatDate } from '../../../../kernel/i18n/format.ts';
import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import type { PublicPhoto } from '../queries.ts';
import type { ConsentState } from '../schema.ts';

/** A photo, what it shows, when and where, by whom. `src`: where whoever reads this page may see it. */
export function PhotoFigure({
  photo: { photo, picture },
  src,
  children,
}: {
  photo: PublicPhoto;
  src: string;
  children?: ComponentChildren;
}) {
  const { lang } = usePage();
  const facts = [
    photo.place,
    photo.takenOn && formatDate(photo.takenOn, lang),
    photo.credit && say.in(lang)('photo.by', { credit: photo.credit }),
  ];
  return (
    <figure class="photo">
      <img
        src={src}
        alt={photo.caption}
        width={picture.width}
        height={picture.height}
        loading="lazy"
        lang={lang === 'fr' ? undefined : 'fr'}
      />
      <figcaption>
        <span lang={lang === 'fr' ? undefined : 'fr'}>{photo.caption}</span>
        {facts.some(Boolean) && <span class="photo-facts">{facts.filter(Boolean).join(' · ')}</span>}
        {children}
      </figcaption>
    </figure>
  );
}

const kinds: Record<ConsentState | 'unknown', TagKind> = {
  nobody: 'good',
  given: 'good',
  asked: 'waiting',
  withdrawn: 'bad',
  unknown: 'waiting',
};

/** What is known of the agreement of those who are seen. */
export function ConsentTag({ state }: { state: ConsentState | undefined }) {
  const t = say.in(usePage().lang);
  return <Tag kind={kinds[state ?? 'unknown']}>{t(`state.${state ?? 'unknown'}`)}</Tag>;
}
