import { Hono } from 'hono';
import { isStaff, staffRoles } from '../../kernel/actor.ts';
import type { Env } from '../../kernel/http/env.ts';
import { inLang } from '../../kernel/i18n/lang.ts';
import type { Module } from '../../kernel/module.ts';
import { arrivalRoutes } from './arrivals/routes.tsx';
import { delegationRoutes } from './delegations/routes.tsx';
import { forgetInEvents } from './forget.ts';
import { answerRoutes } from './invitations/answer-routes.tsx';
import { standingAnswer } from './invitations/follow-up.ts';
import { listRoutes } from './invitations/list-routes.tsx';
import { invitationRoutes } from './invitations/routes.tsx';
import { whenInWords } from './meetings/in-words.ts';
import { listMeetings } from './meetings/queries.ts';
import { meetingRoutes } from './meetings/routes.tsx';
import { say } from './messages.ts';
import { eventsPaths } from './paths.ts';
import { programmeRoutes } from './programme/routes.tsx';
import { listHeadedMeetings, loadMeetingsOf } from './space/queries.ts';
import { spaceRoutes } from './space/routes.tsx';

/** Congresses, assemblies and seminars: who is invited and why, who comes, what happens when, who arrived. */
export const events = {
  name: 'events',
  routes: new Hono<Env>()
    .route('/', spaceRoutes)
    .route('/', meetingRoutes)
    .route('/', invitationRoutes)
    .route('/', listRoutes)
    .route('/', answerRoutes)
    .route('/', delegationRoutes)
    .route('/', arrivalRoutes)
    .route('/', programmeRoutes),
  staffNavigation: [
    { path: eventsPaths.meetings(), label: say.later('nav.meetings'), roles: staffRoles, place: 'meetings' },
    { path: eventsPaths.ownMeetings(), label: say.later('nav.meetings'), roles: ['city'] },
  ],
  sitemap: async (act) => [
    eventsPaths.meetings(),
    ...(await listMeetings(act)).filter(({ isPublic }) => isPublic).map(({ slug }) => eventsPaths.meeting(slug)),
  ],
  partyPanels: async (act, { id }, lang) => {
    if (!isStaff(act.actor)) return [];
    const meetings = (await loadMeetingsOf(act, id)).slice(0, 3);
    return meetings.map(({ held, line, invited }) => ({
      path: invited ? eventsPaths.answers(held.slug) : eventsPaths.invitations(held.slug),
      title: `${inLang(held.event.name, lang)} (${whenInWords(held, lang)})`,
      summary: invited
        ? say.in(lang)('panel.invited', { answer: say.in(lang)(`answer.${standingAnswer(invited)}`) })
        : line
          ? inLang(line.reason, lang)
          : say.in(lang)('panel.delegated'),
    }));
  },
  forgetPerson: forgetInEvents,
  endsWithMandate: async (act, { partyId, personId }, lang) =>
    (await listHeadedMeetings(act, partyId, personId)).map((held) => ({
      what: say.in(lang)('panel.headed', { event: inLang(held.event.name, lang), when: whenInWords(held, lang) }),
      path: eventsPaths.delegations(held.slug),
    })),
} satisfies Module;
