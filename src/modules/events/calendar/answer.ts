import type { RouteContext } from '../../../kernel/http/env.ts';
import { type Calendar, writeCalendar } from './ical.ts';

/** Answers with a calendar: a client subscribes to its address, a browser saves it. */
export function answerCalendar(c: RouteContext, name: string, calendar: Calendar): Response {
  return c.body(writeCalendar(calendar), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `inline; filename="${name}.ics"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  });
}
