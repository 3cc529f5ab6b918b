import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, EmptyState, ExportLinks, Filters, Form, Table, TextField, usePage } from '../../../../ui/index.ts';
import { exportFormats, withQuery } from '../../../register/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import '../../views/custom-elements.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import type { Expected } from '../queries.ts';

export interface ArrivalsPageProps {
  held: PreparedMeeting;
  expected: Expected[];
  /** Of how many in all, and how many are there. */
  total: number;
  arrived: number;
  words: string | undefined;
  mayReceive: boolean;
}

/** The welcome desk: who is expected, who is there. It works on a phone without network once it was opened with one. */
export function ArrivalsPage({ held, expected, total, arrived, words, mayReceive }: ArrivalsPageProps) {
  const { lang, href } = usePage();
  const t = say.in(lang);
  const path = eventsPaths.arrivals(held.slug);
  const table = (
    <Table
      caption={t('arrival.count', { count: expected.length })}
      dense
      plain
      columns={[{ header: t('delegate.name') }]}
      // One column: on a phone held at a desk, the button is never beside the screen.
      rows={expected.map(({ delegate, party, scans }) => [
        <>
          <strong>{delegate.name}</strong>{' '}
          <span data-state>{scans[0] && t('arrival.arrived', { time: hourOf(scans[0].at, held.timeZone, lang) })}</span>
          <span class="muted">
            <br />
            {inLang(party.name, lang)}, <code>{delegate.badge}</code>
          </span>
          {mayReceive && (
            <Form action={eventsPaths.arrival(held.slug, delegate.id)}>
              <Button kind="secondary">{t('arrival.arrive')}</Button>
            </Form>
          )}
        </>,
      ])}
    />
  );
  return (
    <MeetingPage held={held} place="arrivals" title={t('place.arrivals')} islands={mayReceive ? ['check-in'] : []}>
      <p class="lead">{t('arrival.total', { arrived: formatNumber(arrived, lang), total: formatNumber(total, lang) })}</p>
      <Filters action={path} values={{ q: words ?? '' }} clearHref={path}>
        <TextField name="q" label={t('arrival.search')} type="search" width={20} />
      </Filters>
      {expected.length === 0 ? (
        <EmptyState title={t('arrival.nobody')} />
      ) : mayReceive ? (
        <check-in
          data-scans={href(eventsPaths.scans(held.slug))}
          data-worker={href(eventsPaths.arrivalsWorker(held.slug))}
          data-arrived={t('arrival.arrived', { time: '%' })}
          data-waiting={t('arrival.waiting')}
          data-all-sent={t('arrival.allSent')}
        >
          <p role="status" class="muted">
            {t('arrival.online')}
          </p>
          {table}
        </check-in>
      ) : (
        table
      )}
      <ExportLinks hrefOf={(format) => withQuery(path, { q: words, format: exportFormats[format] })} />
    </MeetingPage>
  );
}

function hourOf(at: Temporal.Instant, timeZone: string, lang: string): string {
  return at.toLocaleString(lang === 'en' ? 'en-GB' : 'fr-FR', { timeZone, hour: '2-digit', minute: '2-digit' });
}
