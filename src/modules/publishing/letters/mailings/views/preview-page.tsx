import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { InsetText, Page, PaginationLinks, SummaryList, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { letterPaths } from '../../paths.ts';
import { LetterWords } from '../../views/letter-words.tsx';
import type { MailingFile, NamedRecipient } from '../queries.ts';
import type { writeFor } from '../words.ts';

export interface PreviewPageProps {
  mailing: MailingFile;
  recipients: readonly NamedRecipient[];
  recipient: NamedRecipient;
  words: ReturnType<typeof writeFor>;
}

/** The letter that one recipient would get, and the way to the next. */
export function PreviewPage({ mailing, recipients, recipient, words }: PreviewPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const at = recipients.indexOf(recipient);
  const hrefOf = (one: NamedRecipient | undefined) =>
    one && { href: letterPaths.preview(mailing.id, one.party.slug), labelText: inLang(one.party.name, lang) };
  const { channel, reason, address, lines } = recipient;
  return (
    <Page
      title={t('preview.title', { name: inLang(recipient.party.name, lang) })}
      noIndex
      breadcrumbs={[
        { text: t('mailings.title'), href: letterPaths.mailings() },
        { text: mailing.name, href: letterPaths.mailing(mailing.id) },
        { text: inLang(recipient.party.name, lang) },
      ]}
    >
      <h1>{t('preview.title', { name: inLang(recipient.party.name, lang) })}</h1>
      <SummaryList
        rows={[
          {
            key: t('recipient.channel'),
            value: `${t(`channel.${channel}`)}${reason ? ` – ${recipient.chosenReason ?? t(`reason.${reason}`)}` : ''}`,
          },
          { key: t('recipient.address'), value: address ?? '—' },
          { key: t('recipient.lines'), value: lines.split('\n').flatMap((line, index) => (index > 0 ? [<br />, line] : [line])) },
          { key: t('recipient.language'), value: t(`language.${words.lang}`) },
        ]}
      />
      {words.lang !== recipient.lang && <InsetText>{t('preview.inFrench')}</InsetText>}
      <LetterWords subject={words.subject} body={words.text} lang={words.lang} />
      <PaginationLinks previous={hrefOf(recipients[at - 1])} next={hrefOf(recipients[at + 1])} />
    </Page>
  );
}
