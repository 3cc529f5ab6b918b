import { formatDate } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Details, EmptyState, ExportLinks, Link, Pagination, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { exportFormats, type PartyRef } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import type { Reminder } from '../../schema.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { PlannedReminder } from '../send.ts';

export interface RemindersPageProps {
  planned: readonly PlannedReminder[];
  reminders: readonly Reminder[];
  parties: ReadonlyMap<string, PartyRef>;
  total: number;
  page: number;
  pages: number;
}

/** What the schedule sends next or holds back, and every reminder that went out. */
export function RemindersPage({ planned, reminders, parties, total, page, pages }: RemindersPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <DuesPage title={t('nav.reminders')} section="reminders">
      <p class="lede">
        {t('reminders.lede')} <Link href={duesPaths.settings()}>{t('nav.settings')}</Link>
      </p>
      {planned.length === 0 ? (
        <EmptyState title={t('reminders.nothing')}>
          <p>{t('reminders.nothingText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('reminders.planned', { count: planned.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.member') },
            { header: t('column.year') },
            { header: t('column.level'), numeric: true },
            { header: t('column.open'), numeric: true },
            { header: t('column.recipients') },
            { header: t('column.state') },
          ]}
          rows={planned.map((one) => [
            <Link href={duesPaths.account(one.party.slug)}>{inLang(one.party.name, lang)}</Link>,
            [...new Set(one.calls.map((call) => call.year))].join(', '),
            String(one.level),
            formatMoney(
              one.calls.reduce((sum, call) => sum + call.openCents, 0),
              lang,
            ),
            one.mailing.recipients.map((recipient) => recipient.name).join(', ') || '—',
            one.heldBack ? (
              <>
                <Tag kind="waiting">{t('reminders.paused')}</Tag> {one.heldBack.reason}
              </>
            ) : (
              <Tag>{t(one.mailing.recipients[0]!.email ? 'reminders.goes' : 'reminders.goesOnPaper')}</Tag>
            ),
          ])}
        />
      )}
      <h2>{t('reminders.sent')}</h2>
      {reminders.length === 0 ? (
        <p>{t('reminders.noneSent')}</p>
      ) : (
        <Table
          caption={t('reminders.count', { count: total })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.member') },
            { header: t('column.sentOn') },
            { header: t('column.year') },
            { header: t('column.recipients') },
            { header: t('column.open'), numeric: true },
            { header: t('column.words') },
          ]}
          rows={reminders.map((one) => {
            const party = parties.get(one.partyId)!;
            return [
              <Link href={duesPaths.account(party.slug)}>{inLang(party.name, lang)}</Link>,
              formatDate(one.sentOn, lang),
              String(one.year),
              one.recipients.map((recipient) => `${recipient.name} (${recipient.address})`).join(', '),
              formatMoney(one.openCents, lang),
              <Details summary={one.subject}>
                {one.body.split(/\n{2,}/).map((paragraph) => (
                  <p>{paragraph}</p>
                ))}
              </Details>,
            ];
          })}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => `${duesPaths.reminders()}?page=${number}`} />
      {total > 0 && <ExportLinks hrefOf={(format) => `${duesPaths.reminders()}?format=${exportFormats[format]}`} />}
    </DuesPage>
  );
}
