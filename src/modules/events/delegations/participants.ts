import type { ExportColumn, ExportRow } from '../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import type { Delegation } from './queries.ts';

/** Everyone of every delegation as a file, those who are withdrawn too, said to be so. */
export function exportParticipants(delegations: readonly Delegation[], lang: Lang): { columns: ExportColumn[]; rows: ExportRow[] } {
  const t = say.in(lang);
  return {
    columns: [
      { key: 'party', label: say.later('export.slug'), type: 'text' },
      { key: 'party_name', label: say.later('line.party'), type: 'text' },
      { key: 'name', label: say.later('delegate.name'), type: 'text' },
      { key: 'role', label: say.later('delegate.role'), type: 'text' },
      { key: 'head', label: say.later('delegate.isHead'), type: 'number' },
      { key: 'email', label: say.later('recipient.email'), type: 'text' },
      { key: 'state', label: say.later('meeting.state'), type: 'text' },
      { key: 'confirmed_where', label: say.later('delegate.where'), type: 'text' },
      { key: 'badge', label: say.later('badge.code'), type: 'text' },
    ],
    rows: delegations.flatMap(({ party, delegates }) =>
      delegates.map((one) => ({
        party: party.slug,
        party_name: inLang(party.name, lang),
        name: one.name,
        role: one.role,
        head: one.isHead,
        email: one.email,
        state: t(`delegateState.${one.state}`),
        confirmed_where: one.steps.find(({ state }) => state === 'confirmed')?.place,
        badge: one.badge,
      })),
    ),
  };
}
