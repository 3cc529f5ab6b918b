import { Hono } from 'hono';
import type { Act } from '../../../../kernel/act.ts';
import { type ExportColumn, type ExportRow, exportTable, wantsExport } from '../../../../kernel/export/index.ts';
import type { Env } from '../../../../kernel/http/env.ts';
import { respond } from '../../../../ui/index.ts';
import { asKnownNow, findPartiesById, type PartyRef, readPage } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { duesPaths } from '../paths.ts';
import type { Reminder } from '../schema.ts';
import { listAllReminders } from './queries.ts';
import { planReminders } from './send.ts';
import { RemindersPage } from './views/reminders-page.tsx';

const pageSize = 50;
/** More than a network sends in twenty years. */
const everything = { page: 1, size: 100_000 };

export const reminderRoutes = new Hono<Env>();

reminderRoutes.get(duesPaths.reminders(), async (c) => {
  const { act } = c.var;
  const format = wantsExport(c);
  const page = readPage(c);
  const { reminders, total } = await listAllReminders(act, format ? everything : { page, size: pageSize });
  const parties = await findParties(act, reminders);
  if (format) {
    const rows = reminders.map((one) => toRow(one, parties.get(one.partyId)!));
    return exportTable(c, { filename: 'relances', columns, rows, format });
  }
  return respond(
    c,
    <RemindersPage
      planned={await planReminders(act)}
      reminders={reminders}
      parties={parties}
      total={total}
      page={page}
      pages={Math.ceil(total / pageSize)}
    />,
  );
});

const columns: ExportColumn[] = [
  { key: 'party', label: () => 'party', type: 'text' },
  { key: 'name', label: say.later('column.member'), type: 'text' },
  { key: 'sentOn', label: say.later('column.sentOn'), type: 'date' },
  { key: 'year', label: say.later('column.year'), type: 'number' },
  { key: 'level', label: say.later('column.level'), type: 'number' },
  { key: 'channel', label: say.later('column.channel'), type: 'text' },
  { key: 'recipients', label: say.later('column.recipients'), type: 'text' },
  { key: 'open', label: say.later('column.open'), type: 'number' },
  { key: 'subject', label: say.later('column.words'), type: 'text' },
];

function toRow(one: Reminder, party: PartyRef): ExportRow {
  return {
    party: party.slug,
    name: party.name.fr,
    sentOn: one.sentOn,
    year: one.year,
    level: one.level,
    channel: one.channel,
    recipients: one.recipients.map(({ name, address }) => `${name} <${address}>`).join('; '),
    open: one.openCents / 100,
    subject: one.subject,
  };
}

async function findParties(act: Act, reminders: readonly Reminder[]): Promise<Map<string, PartyRef>> {
  const ids = [...new Set(reminders.map((one) => one.partyId))];
  return findPartiesById(act.db, ids, await asKnownNow(act));
}
