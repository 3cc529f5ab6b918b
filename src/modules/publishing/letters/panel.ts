import { isStaff } from '../../../kernel/actor.ts';
import { dayOf, formatDate } from '../../../kernel/i18n/format.ts';
import type { Module } from '../../../kernel/module.ts';
import { listSent } from './correspondence.ts';
import { say } from './messages.ts';
import { letterPaths } from './paths.ts';

/** The line of letters on the page of a party, for the secretariat. */
export const letterPanel: NonNullable<Module['partyPanels']> = async (act, party, lang) => {
  if (!isStaff(act.actor)) return [];
  const sent = await listSent(act, party.id);
  const t = say.in(lang);
  const day = sent[0] ? formatDate(dayOf(sent[0].at), lang) : '';
  return [{ path: letterPaths.party(party.slug), title: t('party.letters'), summary: t('party.summary', { count: sent.length, day }) }];
};
