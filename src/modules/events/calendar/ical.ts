/** What a calendar file says of one thing: RFC 5545, written so that every client reads the same. */
export interface CalendarEntry {
  /** The same for ever, whatever changes. */
  uid: string;
  /** Grows with each change. */
  sequence: number;
  /** Whole days, the last one included; or instants, which are written in UTC: no client has to know a zone. */
  when: { from: Temporal.PlainDate; to: Temporal.PlainDate } | { start: Temporal.Instant; end: Temporal.Instant };
  summary: string;
  description?: string | null;
  location?: string | null;
  url?: string | null;
  status: 'CONFIRMED' | 'CANCELLED';
  /** A bilateral is PRIVATE: a shared calendar shows that one is busy, and no more. */
  class: 'PUBLIC' | 'PRIVATE';
}

export interface Calendar {
  name: string;
  /** When the file was made. */
  stamp: Temporal.Instant;
  entries: readonly CalendarEntry[];
}

/** A calendar as text, lines ended by CRLF and folded at 75 octets. */
export function writeCalendar({ name, stamp, entries }: Calendar): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Beffroi//Beffroi//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    // RFC 7986 says NAME; many clients still read the older one.
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap((entry) => writeEntry(entry, stamp)),
    'END:VCALENDAR',
  ]
    .map((line) => `${foldLine(line)}\r\n`)
    .join('');
}

function writeEntry({ when, ...entry }: CalendarEntry, stamp: Temporal.Instant): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}`,
    `DTSTAMP:${utc(stamp)}`,
    `SEQUENCE:${entry.sequence}`,
    ...('from' in when
      ? // The end of whole days is the day after the last (RFC 5545 §3.6.1), and they take nobody's time.
        [`DTSTART;VALUE=DATE:${basic(when.from)}`, `DTEND;VALUE=DATE:${basic(when.to.add({ days: 1 }))}`, 'TRANSP:TRANSPARENT']
      : [`DTSTART:${utc(when.start)}`, `DTEND:${utc(when.end)}`, 'TRANSP:OPAQUE']),
    `SUMMARY:${escapeText(entry.summary)}`,
    ...(entry.description ? [`DESCRIPTION:${escapeText(entry.description)}`] : []),
    ...(entry.location ? [`LOCATION:${escapeText(entry.location)}`] : []),
    ...(entry.url ? [`URL:${entry.url}`] : []),
    `STATUS:${entry.status}`,
    `CLASS:${entry.class}`,
    'END:VEVENT',
  ];
}

/** `\`, `;`, `,` and line ends mean something in a text (RFC 5545 §3.3.11); other control characters are not allowed. */
export function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, String.raw`\$&`)
    .replace(/\r\n|\r|\n/g, String.raw`\n`)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '');
}

/** Cuts a line longer than 75 octets, never inside a character: an accented letter takes two octets, a Khmer one three. */
export function foldLine(line: string): string {
  const longest = 75;
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  // By character, not by code unit: a letter of the higher planes is two units and four octets.
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > longest) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}

function basic(date: Temporal.PlainDate): string {
  return date.toString().replaceAll('-', '');
}

/** `20261123T090000Z`: whole seconds, as the format has no finer ones. */
function utc(at: Temporal.Instant): string {
  return at.round({ smallestUnit: 'second', roundingMode: 'floor' }).toString().replaceAll(/[-:]/g, '');
}
