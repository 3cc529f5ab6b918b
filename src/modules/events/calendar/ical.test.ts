import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { expect, test } from 'vitest';
import { type CalendarEntry, foldLine, writeCalendar } from './ical.ts';

const stamp = Temporal.Instant.from('2026-11-23T09:00:00.123Z');
const day = (text: string) => Temporal.PlainDate.from(text);

/** A session as its programme says it: the wall clock of a place. */
function session(local: string, zone: string, minutes = 90): CalendarEntry {
  const start = Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant();
  return {
    uid: 'session-1@beffroi.exemple',
    sequence: 0,
    when: { start, end: start.add({ minutes }) },
    summary: 'Séance d’ouverture',
    status: 'CONFIRMED',
    class: 'PUBLIC',
  };
}

const write = (...entries: CalendarEntry[]) => writeCalendar({ name: 'Congrès', stamp, entries });

/** What two readers that know nothing of each other understand of the only thing in a calendar. */
function read(text: string) {
  const component = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!;
  const one = new ICAL.Event(component);
  const other = Object.values(nodeIcal.sync.parseICS(text)).find((found) => found?.type === 'VEVENT') as nodeIcal.VEvent;
  return {
    one,
    component,
    other,
    starts: [one.startDate.toJSDate(), other.start].map((date) => Temporal.Instant.fromEpochMilliseconds(Number(date))),
  };
}

/** The hour that someone there sees on their telephone. */
const seenIn = (instant: Temporal.Instant, zone: string) => instant.toZonedDateTimeISO(zone).toPlainDateTime().toString();

test.each([
  // A congress in Paris before, on and after the night when its clocks go back: the others' do not.
  ['2027-10-30T09:00', 'Europe/Paris', '2027-10-30T09:00:00', '2027-10-30T04:00:00', '2027-10-30T14:00:00'],
  ['2027-10-31T09:00', 'Europe/Paris', '2027-10-31T10:00:00', '2027-10-31T05:00:00', '2027-10-31T15:00:00'],
  // And forward.
  ['2027-03-27T09:00', 'Europe/Paris', '2027-03-27T10:00:00', '2027-03-27T05:00:00', '2027-03-27T15:00:00'],
  ['2027-03-28T09:00', 'Europe/Paris', '2027-03-28T09:00:00', '2027-03-28T04:00:00', '2027-03-28T14:00:00'],
  // Brussels when its clocks go forward; Montréal, whose do so two weeks earlier and go back a week later.
  ['2027-03-28T14:00', 'Europe/Brussels', '2027-03-28T14:00:00', '2027-03-28T09:00:00', '2027-03-28T19:00:00'],
  ['2027-03-20T09:00', 'America/Montreal', '2027-03-20T15:00:00', '2027-03-20T10:00:00', '2027-03-20T20:00:00'],
  ['2027-11-05T09:00', 'America/Montreal', '2027-11-05T15:00:00', '2027-11-05T10:00:00', '2027-11-05T20:00:00'],
  ['2027-11-08T09:00', 'America/Montreal', '2027-11-08T16:00:00', '2027-11-08T11:00:00', '2027-11-08T21:00:00'],
  ['2027-07-01T23:30', 'America/Belem', '2027-07-02T04:30:00', '2027-07-01T23:30:00', '2027-07-02T09:30:00'],
  ['2027-07-01T00:30', 'Asia/Phnom_Penh', '2027-06-30T19:30:00', '2027-06-30T14:30:00', '2027-07-01T00:30:00'],
])('%s in %s is the same instant for both readers, as Kigali, Belém and Phnom Penh see it', (local, zone, kigali, belem, phnomPenh) => {
  for (const start of read(write(session(local, zone))).starts) {
    expect(seenIn(start, 'Africa/Kigali')).toBe(kigali);
    expect(seenIn(start, 'America/Belem')).toBe(belem);
    expect(seenIn(start, 'Asia/Phnom_Penh')).toBe(phnomPenh);
  }
});

test('whole days begin and end on their day wherever one reads them, the end being the day after the last', () => {
  const text = write({ ...session('2027-05-20T09:00', 'Africa/Lome'), when: { from: day('2027-05-20'), to: day('2027-05-22') } });
  const { one, other } = read(text);
  expect([one.startDate.isDate, one.startDate.toString(), one.endDate.toString()]).toEqual([true, '2027-05-20', '2027-05-23']);
  expect(other.datetype).toBe('date');
  expect([other.start.getDate(), other.end!.getDate()]).toEqual([20, 23]);
});

test('a move keeps the identifier and raises the sequence; a cancellation says so', () => {
  const before = session('2027-05-20T09:00', 'Africa/Lome');
  const moved = { ...session('2027-05-21T10:00', 'Africa/Lome'), sequence: 1 };
  const [first, second, third] = [before, moved, { ...moved, sequence: 2, status: 'CANCELLED' as const }].map((entry) =>
    read(write(entry)),
  );
  expect(new Set([first, second, third].flatMap((found) => [found!.one.uid, found!.other.uid]))).toEqual(
    new Set(['session-1@beffroi.exemple']),
  );
  expect([first, second, third].map((found) => [found!.one.sequence, Number(found!.other.sequence)])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
  expect(third!.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(third!.other.status).toBe('CANCELLED');
});

test('a bilateral is private for both readers', () => {
  const { component, other } = read(write({ ...session('2027-05-20T09:00', 'Africa/Lome'), class: 'PRIVATE' }));
  expect([component.getFirstPropertyValue('class'), other.class]).toEqual(['PRIVATE', 'PRIVATE']);
});

test.each([
  'Climat ; eau, et « déchets » \\ fin',
  'Deux\nlignes\r\net trois',
  'é'.repeat(200),
  'សាលាក្រុង រាជធានីភ្នំពេញ '.repeat(8),
  '🏛️'.repeat(40),
  'BEGIN:VEVENT\r\nUID:intrus',
])('a text comes back as it was written, whatever it holds: %j', (words) => {
  const text = write({ ...session('2027-05-20T09:00', 'Africa/Lome'), summary: words, description: words });
  const { one, other } = read(text);
  const plain = words.replaceAll('\r\n', '\n');
  expect([one.summary, one.description]).toEqual([plain, plain]);
  expect([other.summary, other.description]).toEqual([plain, plain]);
  expect(new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')).toHaveLength(1);
});

test('every line is 75 octets at most, cut between characters, and ends with CRLF', () => {
  const text = write({ ...session('2027-05-20T09:00', 'Africa/Lome'), summary: `${'à'.repeat(100)}${'ភ'.repeat(100)}` });
  const lines = text.split('\r\n');
  expect(lines.pop()).toBe('');
  for (const line of lines) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\uFFFD');
    expect(line).not.toMatch(/[\r\n]/);
  }
  expect(foldLine('a'.repeat(75))).toHaveLength(75);
  expect(foldLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`);
});
