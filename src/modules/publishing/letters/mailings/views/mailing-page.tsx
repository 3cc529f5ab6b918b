import { formatInstant, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Button,
  ButtonGroup,
  ExportLinks,
  Form,
  Link,
  NotificationBanner,
  Page,
  Progress,
  SummaryList,
  Table,
  Tag,
  type TagKind,
  usePage,
} from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import { type Channel, channels } from '../../vocabulary.ts';
import type { findOutcomes, MailingFile, NamedRecipient, Outcome } from '../queries.ts';

export interface MailingPageProps {
  mailing: MailingFile;
  recipients: readonly NamedRecipient[];
  outcomes: Awaited<ReturnType<typeof findOutcomes>>;
  ways: Record<Channel, number>;
  mayWrite: boolean;
  mayConfirm: boolean;
  done?: 'refreshed' | 'chosen' | undefined;
}

/** A mailing: everyone in or out with the reason, before it leaves; what became of each letter, afterwards. */
export function MailingPage(props: MailingPageProps) {
  const { mailing, ways, done } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const isLeaving = mailing.confirmedAt !== null && countGoing(props) > 0;
  return (
    <Page
      title={mailing.name}
      noIndex
      width="wide"
      refresh={isLeaving ? 5 : undefined}
      breadcrumbs={[{ text: t('mailings.title'), href: letterPaths.mailings() }, { text: mailing.name }]}
    >
      {done && <NotificationBanner kind="success" text={t(`mailings.done.${done}`)} />}
      <h1 lang={lang === 'fr' ? undefined : 'fr'}>{mailing.name}</h1>
      <SummaryList
        rows={[
          { key: t('templates.purpose'), value: t(`purpose.${mailing.purpose}`) },
          { key: t('mailings.selection'), value: mailing.selection },
          {
            key: t('mailings.preparedBy'),
            value: t('templates.savedBy', { when: formatInstant(mailing.createdAt, lang), name: mailing.createdBy }),
          },
          mailing.confirmedAt && {
            key: t('mailings.confirmedBy'),
            value: t('templates.savedBy', { when: formatInstant(mailing.confirmedAt, lang), name: mailing.confirmedBy }),
          },
        ]}
      />
      {mailing.confirmedAt === null ? (
        <>
          <BigNumbers items={channels.map((channel) => ({ value: formatNumber(ways[channel], lang), label: t(`ways.${channel}`) }))} />
          <Steps {...props} />
        </>
      ) : (
        <Departure {...props} />
      )}
      <Recipients {...props} />
      {mailing.confirmedAt === null && props.mayWrite && (
        <Form action={letterPaths.abandon(mailing.id)}>
          <Button kind="secondary">{t('mailings.abandon')}</Button>
        </Form>
      )}
    </Page>
  );
}

function Steps({ mailing, mayWrite, mayConfirm }: MailingPageProps) {
  const t = say.in(usePage().lang);
  return (
    <ButtonGroup>
      {mayConfirm && <Button href={letterPaths.confirmation(mailing.id)}>{t('mailings.confirm')}</Button>}
      {mayWrite && (
        <Form action={letterPaths.refreshing(mailing.id)}>
          <Button kind="secondary">{t('mailings.refresh')}</Button>
        </Form>
      )}
      {!mayConfirm && <p>{t('mailings.confirmedByOthers')}</p>}
    </ButtonGroup>
  );
}

function Departure(props: MailingPageProps) {
  const { mailing, recipients, outcomes, ways } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const going = countGoing(props);
  const counted = Map.groupBy(outcomes.values(), (one) => one.outcome);
  return (
    <>
      <Progress
        state={going > 0 ? 'running' : 'finished'}
        done={recipients.length - going}
        total={recipients.length}
        format={(value) => formatNumber(value, lang)}
        counts={[...counted].map(([outcome, list]) => ({ label: t(`outcome.${outcome}`), value: formatNumber(list.length, lang) }))}
      />
      {ways.paper > 0 && (
        <ButtonGroup>
          <Button kind="secondary" href={letterPaths.mailingPdf(mailing.id)}>
            {t('mailings.pdf', { count: ways.paper })}
          </Button>
          {ways.paper > 1 && (
            <Link class="govuk-link" href={letterPaths.twoSided(letterPaths.mailingPdf(mailing.id))}>
              {t('paper.twoSided')}
            </Link>
          )}
        </ButtonGroup>
      )}
    </>
  );
}

function Recipients({ mailing, recipients, outcomes, mayWrite }: MailingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const isPrepared = mailing.confirmedAt === null;
  return (
    <>
      <ExportLinks hrefOf={(format) => `${letterPaths.mailing(mailing.id)}?format=${format === 'csvExcel' ? 'csv-excel' : format}`} />
      <Table
        caption={t('recipients.count', { count: recipients.length })}
        dense
        firstCellIsHeader
        columns={[
          { header: t('recipient.party') },
          { header: t('recipient.language') },
          { header: t('recipient.address') },
          { header: isPrepared ? t('recipient.channel') : t('recipient.outcome') },
          { header: t('recipient.reason') },
          { header: isPrepared ? t('recipient.act') : t('recipient.letter') },
        ]}
        rows={recipients.map((one) => {
          const { party, channel, reason, chosenReason, chosenBy, address, lang: written } = one;
          const found = outcomes.get(one.partyId);
          return [
            inLang(party.name, lang),
            t(`language.${written}`),
            address ?? '—',
            isPrepared ? (
              <Tag kind={channelKinds[channel]}>{t(`channel.${channel}`)}</Tag>
            ) : (
              <OutcomeTag outcome={found?.outcome ?? 'unwritten'} />
            ),
            chosenReason ? t('recipient.chosen', { reason: chosenReason, name: chosenBy }) : reason ? t(`reason.${reason}`) : '',
            isPrepared ? (
              <>
                <Link href={letterPaths.preview(mailing.id, party.slug)}>{t('recipient.preview')}</Link>
                {mayWrite && reason !== 'unsubscribed' && (
                  <>
                    {' · '}
                    <Link href={letterPaths.choice(mailing.id, party.slug)}>{t('recipient.change')}</Link>
                  </>
                )}
              </>
            ) : (
              found && <Link href={letterPaths.letter(found.letterId)}>{t('recipient.read')}</Link>
            ),
          ];
        })}
      />
    </>
  );
}

/** What became of a letter, in a word. */
export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const t = say.in(usePage().lang);
  return <Tag kind={outcomeKinds[outcome]}>{t(`outcome.${outcome}`)}</Tag>;
}

/** The letters that are not written, or have not left by themselves yet. */
function countGoing({ recipients, outcomes }: MailingPageProps): number {
  return recipients.filter(({ partyId }) => {
    const outcome = outcomes.get(partyId)?.outcome ?? 'unwritten';
    return outcome === 'unwritten' || outcome === 'waiting' || outcome === 'sending';
  }).length;
}

const channelKinds: Record<Channel, TagKind> = { mail: 'good', paper: 'waiting', none: 'over' };

const outcomeKinds: Record<Outcome, TagKind> = {
  unwritten: 'waiting',
  waiting: 'waiting',
  sending: 'waiting',
  uncertain: 'bad',
  kept: 'neutral',
  sent: 'good',
  refused: 'bad',
  bounced: 'bad',
  answered: 'good',
  toPost: 'waiting',
  posted: 'good',
  out: 'over',
};
