import { formatInstant } from '../../kernel/i18n/format.ts';
import type { MailFile } from '../../kernel/mail/outbox.ts';
import { type MailState, mailStates } from '../../kernel/mail/schema.ts';
import {
  EmptyState,
  Filters,
  InsetText,
  Link,
  Page,
  Pagination,
  Select,
  SummaryList,
  Table,
  Tag,
  type TagKind,
  usePage,
} from '../../ui/index.ts';
import { useWords } from './messages.ts';
import { operationPaths } from './paths.ts';

export interface MailsPageProps {
  mails: readonly OutboxMail[];
  total: number;
  page: number;
  pages: number;
  state: MailState | undefined;
  /** Whether mails leave by themselves. */
  sendsMail: boolean;
}

/** Every mail that Beffroi wrote, and what became of it. */
export function MailsPage({ mails, total, page, pages, state, sendsMail }: MailsPageProps) {
  const t = useWords();
  const { lang } = usePage();
  const hrefOf = (number: number) =>
    `${operationPaths.mails()}?${new URLSearchParams({ ...(state ? { etat: state } : {}), page: String(number) })}`;
  return (
    <Page title={t('mails.title')} noIndex width="wide">
      <h1 class="govuk-heading-l">{t('mails.title')}</h1>
      {!sendsMail && <InsetText>{t('mails.noServer')}</InsetText>}
      <Filters values={{ etat: state ?? '' }} clearHref={operationPaths.mails()}>
        <Select
          name="etat"
          label={t('mails.state')}
          options={[{ value: '', text: t('mails.anyState') }, ...mailStates.map((value) => ({ value, text: t(`mails.state.${value}`) }))]}
        />
      </Filters>
      {mails.length === 0 ? (
        <EmptyState title={t('mails.none')}>
          <p class="govuk-body">{t('mails.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('mails.caption', { count: total })}
          dense
          columns={[
            { header: t('mails.subject') },
            { header: t('mails.to') },
            { header: t('mails.written') },
            { header: t('mails.state') },
          ]}
          rows={mails.map((mail) => [
            <Link class="govuk-link" href={operationPaths.mail(mail.id)}>
              {mail.subject}
            </Link>,
            mail.recipient,
            formatInstant(mail.createdAt, lang),
            <MailTag state={mail.state} />,
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={hrefOf} />
    </Page>
  );
}

/** One mail, as it was written. */
export function MailPage({ mail }: { mail: OutboxMail }) {
  const t = useWords();
  const { lang } = usePage();
  return (
    <Page title={mail.subject} noIndex breadcrumbs={[{ text: t('mails.title'), href: operationPaths.mails() }, { text: mail.subject }]}>
      <h1 class="govuk-heading-l">{mail.subject}</h1>
      <SummaryList
        rows={[
          { key: t('mails.to'), value: mail.recipient },
          { key: t('mails.state'), value: <MailTag state={mail.state} /> },
          { key: t('mails.written'), value: formatInstant(mail.createdAt, lang) },
          mail.sentAt && { key: t('mails.sent'), value: formatInstant(mail.sentAt, lang) },
          mail.attempts > 0 && { key: t('mails.attempts'), value: mail.attempts },
          mail.lastError !== null && { key: t('mails.error'), value: mail.lastError },
        ]}
      />
      <h2 class="govuk-heading-m">{t('mails.body')}</h2>
      {mail.secret ? (
        <InsetText>{t('mails.secret')}</InsetText>
      ) : (
        <div class="mail-body" lang={mail.lang}>
          {mail.body.split('\n').map((line) => (
            <p class="govuk-body">{line}</p>
          ))}
        </div>
      )}
    </Page>
  );
}

function MailTag({ state }: { state: MailState }) {
  const t = useWords();
  return <Tag kind={kinds[state]}>{t(`mails.state.${state}`)}</Tag>;
}

const kinds: Record<MailState, TagKind> = { waiting: 'waiting', kept: 'neutral', sent: 'good', refused: 'bad' };
