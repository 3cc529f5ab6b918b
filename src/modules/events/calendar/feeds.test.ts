import ICAL from 'ical.js';
import { expect } from 'vitest';
import { type Browser, siteTest } from '../../../../test/site.ts';
import { addDelegation, nominate, withdrawDelegate } from '../delegations/commands.ts';
import { createTestMeeting, people } from '../factories.ts';
import { setProgramme } from '../meetings/commands.ts';
import { addSession, cancelSession, changeSession } from '../programme/commands.ts';
import { sessionInput } from '../programme/input.ts';
import { delegate } from '../schema.ts';
import { closeFeed, openFeed } from './feeds.ts';

const test = siteTest();
const slug = 'congres-2027';

const opening = { visibility: 'public', titleFr: 'Ouverture', on: '20/05/2027', from: '09:00', to: '10:00', timeZone: 'Africa/Lome' };
const bilateral = (party: string) => ({
  ...opening,
  visibility: 'bilateral',
  titleFr: `Entretien avec ${party}`,
  from: '11:00',
  to: '11:30',
  speakers: `Quelqu’un ; ; ${party}`,
});

test('the calendar of an event holds its days and its public sessions, never a bilateral; a move and a cancellation keep the identifier', async ({
  act,
  openSite,
}) => {
  const { marc } = people(act);
  await createTestMeeting(marc);
  const id = await addSession(marc, slug, sessionInput.parse(opening));
  await addSession(marc, slug, sessionInput.parse(bilateral('nyon')));
  const visitor = await openSite().browser();
  expect((await visitor.get(`/evenements/${slug}/calendrier.ics`)).status).toBe(404);
  await setProgramme(marc, slug, 'published');
  const before = await read(visitor, `/evenements/${slug}/calendrier.ics`);
  expect(before.map(({ summary, starts, ends, access }) => [summary, starts, ends, access])).toEqual([
    ['Congrès des maires', '2027-05-20', '2027-05-23', 'PUBLIC'],
    ['Ouverture', '2027-05-20T09:00:00Z', '2027-05-20T10:00:00Z', 'PUBLIC'],
  ]);
  await changeSession(marc, slug, id, sessionInput.parse({ ...opening, from: '14:00', to: '15:00' }));
  await cancelSession(marc, slug, id, { reason: 'La salle est fermée' });
  const after = await read(visitor, `/evenements/${slug}/calendrier.ics`);
  expect(after[1]).toMatchObject({ uid: before[1]!.uid, starts: '2027-05-20T14:00:00Z', status: 'CANCELLED' });
  expect(after[1]!.sequence).toBeGreaterThan(before[1]!.sequence);
});

test('someone’s own calendar holds the bilaterals of their delegation, private, and those of no other; closed or withdrawn, it holds nothing', async ({
  act,
  openSite,
}) => {
  const { marc } = people(act);
  const ids = await createTestMeeting(marc);
  await addSession(marc, slug, sessionInput.parse(opening));
  for (const party of ['nyon', 'lome']) await addSession(marc, slug, sessionInput.parse(bilateral(party)));
  await setProgramme(marc, slug, 'published');
  await addDelegation(marc, slug, { party: 'lome' });
  await nominate(marc, slug, ids['lome']!, { name: 'Éloïse AGBÉKO', role: null, email: null, lang: 'fr', isHead: false });
  const [{ id }] = (await act().db.select({ id: delegate.id }).from(delegate)) as [{ id: string }];
  const visitor = await openSite().browser();
  const token = await openFeed(marc, id);
  const own = await read(visitor, `/agenda/lien/${token}`);
  expect(own.map(({ summary, access }) => [summary, access])).toEqual([
    ['Congrès des maires', 'PUBLIC'],
    ['Ouverture', 'PUBLIC'],
    ['Entretien avec lome', 'PRIVATE'],
  ]);
  await withdrawDelegate(marc, slug, ids['lome']!, id, { reason: 'Souffrante' });
  expect(await read(visitor, `/agenda/lien/${token}`)).toEqual([]);
  await closeFeed(marc, id);
  expect((await visitor.get(`/agenda/lien/${token}`)).status).toBe(404);
});

/** What a reader understands of a calendar, in its order. */
async function read(browser: Browser, path: string) {
  const answer = await browser.get(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
  return calendar.getAllSubcomponents('vevent').map((one) => {
    const event = new ICAL.Event(one);
    return {
      uid: event.uid,
      summary: event.summary,
      sequence: event.sequence,
      starts: event.startDate.toString(),
      ends: event.endDate.toString(),
      status: String(one.getFirstPropertyValue('status')),
      access: String(one.getFirstPropertyValue('class')),
    };
  });
}
