import { formatDate, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, EmptyState, Link, NotificationBanner, Progress, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { CampaignCall, CampaignSummary } from '../queries.ts';
import { spacedReference } from '../rules.ts';

/** The calls that were sent in one go, year by year. */
export function CallsPage({
  campaigns,
  years,
  mayKeep,
}: {
  campaigns: readonly CampaignSummary[];
  years: readonly number[];
  mayKeep: boolean;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <DuesPage title={t('nav.calls')} section="calls">
      <p class="lede">{t('calls.lede')}</p>
      {mayKeep && years.length > 0 && (
        <ButtonGroup>
          {years.map((year, index) => (
            <Button kind={index === 0 ? 'primary' : 'secondary'} href={duesPaths.newCampaign(year)}>
              {t('calls.newOfYear', { year: String(year) })}
            </Button>
          ))}
        </ButtonGroup>
      )}
      {campaigns.length === 0 ? (
        <EmptyState title={t('calls.none')}>
          <p>
            {t('calls.noneText')} <Link href={duesPaths.scales()}>{t('nav.scales')}</Link>
          </p>
        </EmptyState>
      ) : (
        <Table
          caption={t('calls.campaigns', { count: campaigns.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.call') },
            { header: t('column.calledOn') },
            { header: t('column.dueOn') },
            { header: t('column.members'), numeric: true },
            { header: t('column.called'), numeric: true },
          ]}
          rows={campaigns.map((one) => [
            <Link href={duesPaths.campaign(one.id)}>{t('calls.ofYear', { year: String(one.year) })}</Link>,
            formatDate(one.calledOn, lang),
            formatDate(one.dueOn, lang),
            String(one.parties),
            formatMoney(one.totalCents, lang),
          ])}
        />
      )}
    </DuesPage>
  );
}

export interface CampaignPageProps {
  campaign: CampaignSummary;
  calls: readonly CampaignCall[];
  done: boolean;
}

/** Every call of a campaign, with its reference, its paper, and where it was mailed. */
export function CampaignPage({ campaign, calls, done }: CampaignPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const standing = calls.filter((one) => !one.cancelled);
  const sent = standing.filter((one) => one.sentAt).length;
  const isSending = sent < standing.length;
  const unmailed = standing.filter((one) => !one.mailed).length;
  return (
    <DuesPage
      title={t('calls.ofYear', { year: String(campaign.year) })}
      section="calls"
      above={[{ text: t('nav.calls'), href: duesPaths.calls() }]}
      refresh={isSending ? 5 : undefined}
    >
      {done && <NotificationBanner kind="success" text={t('done.calls', { count: calls.length })} />}
      <p class="lede">
        {t('calls.summary', {
          day: formatDate(campaign.calledOn, lang),
          due: formatDate(campaign.dueOn, lang),
          by: campaign.by,
          amount: formatMoney(campaign.totalCents, lang),
        })}
      </p>
      {isSending && (
        <Progress state="running" done={sent} total={standing.length} format={(value) => formatNumber(value, lang)}>
          <p>{t('calls.sending')}</p>
        </Progress>
      )}
      {unmailed > 0 && <p>{t('calls.unmailed', { count: unmailed })}</p>}
      <Table
        caption={t('calls.list', { count: calls.length })}
        dense
        firstCellIsHeader
        columns={[
          { header: t('column.member') },
          { header: t('column.call') },
          { header: t('column.reference') },
          { header: t('column.amount'), numeric: true },
          { header: t('column.rule') },
          { header: t('column.paper') },
          { header: t('column.state') },
        ]}
        rows={calls.map((one) => [
          <Link href={duesPaths.account(one.party.slug)}>{inLang(one.party.name, lang)}</Link>,
          t(`label.${one.call.kind}`, { year: String(one.call.year) }),
          <span class="nowrap">{spacedReference(one.call.reference)}</span>,
          formatMoney(one.call.amountCents, lang),
          t(`rule.${one.call.basis.rule}`),
          <Link href={duesPaths.callPdf(one.party.slug, one.call.id)}>{t('account.pdf')}</Link>,
          one.cancelled ? (
            <Tag kind="over">{t('state.cancelled')}</Tag>
          ) : !one.sentAt ? (
            <Tag kind="waiting">{t('state.beingSent')}</Tag>
          ) : one.mailed ? (
            <Tag kind="good">{t('state.mailed')}</Tag>
          ) : (
            <Tag kind="waiting">{t('state.toPrint')}</Tag>
          ),
        ])}
      />
    </DuesPage>
  );
}
