import type { ComponentChildren } from 'preact';
import { inLang } from '../../../kernel/i18n/lang.ts';
import { NotificationBanner, Page, type PageProps, SubNavigation, usePage } from '../../../ui/index.ts';
import { whenInWords, whereInWords } from '../meetings/in-words.ts';
import type { PreparedMeeting } from '../meetings/queries.ts';
import { say } from '../messages.ts';
import { eventsPaths } from '../paths.ts';

/** The pages of an event that the secretariat works in, in the order in which it is prepared. */
const places = ['preparation', 'invitations', 'answers', 'delegations', 'arrivals'] as const;

export interface MeetingPageProps extends Pick<PageProps, 'hasErrors' | 'islands' | 'width'> {
  held: PreparedMeeting;
  place: (typeof places)[number];
  title: string;
  /** What is between the event and the page, for the breadcrumbs. */
  above?: { text: string; href: string }[];
  /** What was just done, in a sentence. */
  done?: string | null | undefined;
  children: ComponentChildren;
}

/** A page of the secretariat about one event: which one, when, where, and its other pages. */
export function MeetingPage({ held, place, title, above = [], done, children, ...page }: MeetingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(held.event.name, lang);
  return (
    <Page
      {...page}
      title={`${title} – ${name}`}
      noIndex
      breadcrumbs={[
        { text: t('nav.meetings'), href: eventsPaths.meetings() },
        { text: name, href: eventsPaths.preparation(held.slug) },
        ...above,
        { text: title },
      ]}
      before={
        <SubNavigation
          label={t('meeting.pages')}
          items={places.map((one) => ({ href: eventsPaths[one](held.slug), label: t(`place.${one}`), current: one === place }))}
        />
      }
    >
      {done && <NotificationBanner kind="success" text={done} />}
      <p class="eyebrow">
        {name} · {whenInWords(held, lang)} · {whereInWords(held, lang)}
      </p>
      <h1>{title}</h1>
      {children}
    </Page>
  );
}
