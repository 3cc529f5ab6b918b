import { formatInstant } from '../../../kernel/i18n/format.ts';
import { type MailState, mailStates, type OutboxMail } from '../../../kernel/mail/schema.ts';
import {
  Button,
  ButtonGroup,
  EmptyState,
  Filters,
  InsetText,
  Link,
  Page,
  Pagination,
  Select,
  Table,
  Tag,
  type TagKind,
  usePage,
} from '../../../ui/index.ts';
import { useWords } from '../messages.ts';
import { operationPaths } from '../paths.ts';

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
      <ButtonGroup>
        <Button kind="secondary" href={operationPaths.returns()}>
          {t('returns.title')}
        </Button>
        <Button kind="secondary" href={operationPaths.addresses()}>
          {t('addresses.title')}
        </Button>
      </ButtonGroup>
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

export function MailTag({ state }: { state: MailState }) {
  const t = useWords();
  return <Tag kind={kinds[state]}>{t(`mails.state.${state}`)}</Tag>;
}

const kinds: Record<MailState, TagKind> = {
  waiting: 'waiting',
  sending: 'waiting',
  uncertain: 'bad',
  kept: 'neutral',
  sent: 'good',
  refused: 'bad',
};
