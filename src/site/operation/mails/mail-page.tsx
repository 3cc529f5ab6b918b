import { formatInstant } from '../../../kernel/i18n/format.ts';
import { inLang } from '../../../kernel/i18n/lang.ts';
import type { MailFile } from '../../../kernel/mail/outbox.ts';
import type { OutboxMail } from '../../../kernel/mail/schema.ts';
import type { PartyRef } from '../../../modules/register/index.ts';
import { registerPaths } from '../../../modules/register/paths.ts';
import {
  Button,
  ButtonGroup,
  Form,
  InsetText,
  Link,
  NotificationBanner,
  Page,
  SummaryList,
  Tag,
  type TagKind,
  Timeline,
  usePage,
  WarningText,
} from '../../../ui/index.ts';
import type { ReturnKind } from '../../../kernel/mail/schema.ts';
import { useWords } from '../messages.ts';
import { operationPaths } from '../paths.ts';
import { MailTag } from './mails-page.tsx';

export interface MailPageProps extends MailFile {
  party: PartyRef | null;
  /** What was just done, to say so. */
  done?: 'resent' | 'vouched' | 'returned' | undefined;
}

/** One mail: what it says, how it went, what came back, and what to decide where it is in doubt. */
export function MailPage({ mail, attachments, returns, party, done }: MailPageProps) {
  const t = useWords();
  const { lang } = usePage();
  return (
    <Page title={mail.subject} noIndex breadcrumbs={[{ text: t('mails.title'), href: operationPaths.mails() }, { text: mail.subject }]}>
      {done && <NotificationBanner kind="success" text={t(done === 'returned' ? 'returns.done' : `mails.${done}`)} />}
      <h1 class="govuk-heading-l">{mail.subject}</h1>
      {mail.state === 'uncertain' && <Doubt mail={mail} />}
      <SummaryList
        rows={[
          { key: t('mails.to'), value: mail.recipient },
          party && { key: t('mails.party'), value: <Link href={registerPaths.party(party.slug)}>{inLang(party.name, lang)}</Link> },
          { key: t('mails.state'), value: <MailTag state={mail.state} /> },
          { key: t('mails.written'), value: formatInstant(mail.createdAt, lang) },
          mail.sentAt && { key: t('mails.sent'), value: formatInstant(mail.sentAt, lang) },
          mail.attempts > 0 && { key: t('mails.attempts'), value: mail.attempts },
          (mail.answer ?? mail.lastError) !== null && { key: t('mails.answer'), value: mail.answer ?? mail.lastError },
          attachments.length > 0 && {
            key: t('mails.files'),
            value: attachments.map(({ position, name }) => (
              <p>
                <Link href={operationPaths.mailFile(mail.id, position)} download>
                  {name}
                </Link>
              </p>
            )),
          },
        ]}
      />
      {returns.length > 0 && <Returned mailId={mail.id} returns={returns} />}
      <h2 class="govuk-heading-m">{t('mails.body')}</h2>
      {mail.secret ? <InsetText>{t('mails.secret')}</InsetText> : <Body mail={mail} />}
    </Page>
  );
}

function Doubt({ mail }: { mail: OutboxMail }) {
  const t = useWords();
  return (
    <>
      <WarningText>{t('mails.doubt')}</WarningText>
      <p>{t(mail.secret ? 'mails.secretDoubt' : 'mails.doubtWhat')}</p>
      <ButtonGroup>
        {!mail.secret && (
          <Form action={operationPaths.resending(mail.id)}>
            <Button>{t('mails.resend')}</Button>
          </Form>
        )}
        <Form action={operationPaths.vouching(mail.id)}>
          <Button kind="secondary">{t('mails.vouch')}</Button>
        </Form>
      </ButtonGroup>
    </>
  );
}

function Body({ mail }: { mail: OutboxMail }) {
  const t = useWords();
  const { lang } = usePage();
  return (
    <>
      <div class="letter" lang={lang === mail.lang ? undefined : mail.lang}>
        {mail.body.split(/\n{2,}/).map((paragraph) => (
          <p>{paragraph.split('\n').flatMap((line, index) => (index > 0 ? [<br />, line] : [line]))}</p>
        ))}
      </div>
      {mail.body.includes('/lien/…') && <p class="muted">{t('mails.linksHidden')}</p>}
    </>
  );
}

function Returned({ mailId, returns }: { mailId: string; returns: MailFile['returns'] }) {
  const t = useWords();
  const { lang } = usePage();
  return (
    <>
      <h2 class="govuk-heading-m">{t('mails.returned')}</h2>
      <Timeline
        items={returns.map(({ id, files, kind, sender, subject, writtenAt, status, diagnostic, body, matchedBy }) => ({
          title: t(`returns.kind.${kind}`),
          by: sender,
          when: formatInstant(writtenAt, lang),
          datetime: writtenAt.toString(),
          children: (
            <>
              <p>
                <Tag kind={kinds[kind]}>{t(`returns.kind.${kind}`)}</Tag> {subject}
              </p>
              {(status ?? diagnostic) && <p class="muted">{[status, diagnostic].filter(Boolean).join(' – ')}</p>}
              {kind === 'answer' && body.split('\n').map((line) => <p class="govuk-body">{line}</p>)}
              {files.map(({ position, name, isKept }) => (
                <p>
                  {isKept ? (
                    <Link href={operationPaths.returnedFile(mailId, id, position)} download>
                      {name}
                    </Link>
                  ) : (
                    t('returns.notKept', { name })
                  )}
                </p>
              ))}
              {matchedBy === 'recipient' && <p class="muted">{t('returns.byRecipient')}</p>}
            </>
          ),
        }))}
      />
    </>
  );
}

const kinds: Record<ReturnKind, TagKind> = { undeliverable: 'bad', undelivered: 'bad', delayed: 'waiting', answer: 'neutral' };
