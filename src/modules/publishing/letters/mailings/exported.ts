import type { ExportColumn } from '../../../../kernel/export/index.ts';
import { inLang, type Lang } from '../../../../kernel/i18n/lang.ts';
import { say } from '../messages.ts';
import type { findOutcomes, NamedRecipient } from './queries.ts';

/** A mailing to take away: each recipient, how it was to go, why, and what became of it. */
export function exportedRecipients(recipients: readonly NamedRecipient[], outcomes: Awaited<ReturnType<typeof findOutcomes>>, lang: Lang) {
  const t = say.in(lang);
  const columns: ExportColumn[] = [
    { key: 'party', label: say.later('recipient.party'), type: 'text' },
    { key: 'lines', label: say.later('recipient.lines'), type: 'text' },
    { key: 'address', label: say.later('recipient.address'), type: 'text' },
    { key: 'lang', label: say.later('recipient.language'), type: 'text' },
    { key: 'channel', label: say.later('recipient.channel'), type: 'text' },
    { key: 'reason', label: say.later('recipient.reason'), type: 'text' },
    { key: 'outcome', label: say.later('recipient.outcome'), type: 'text' },
    { key: 'sentAt', label: say.later('recipient.sentAt'), type: 'text' },
  ];
  const rows = recipients.map((one) => {
    const found = outcomes.get(one.partyId);
    return {
      party: inLang(one.party.name, lang),
      lines: one.lines.replaceAll('\n', ', '),
      address: one.address,
      lang: one.lang,
      channel: t(`channel.${one.channel}`),
      reason: one.chosenReason ?? (one.reason ? t(`reason.${one.reason}`) : null),
      outcome: t(`outcome.${found?.outcome ?? 'unwritten'}`),
      sentAt: found?.sentAt?.toString() ?? null,
    };
  });
  return { columns, rows };
}
