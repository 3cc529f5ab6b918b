import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, Form, Link, Page, SummaryList, usePage } from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import type { LetterFile } from '../correspondence.ts';
import { OutcomeTag } from '../mailings/views/mailing-page.tsx';
import { say } from '../messages.ts';
import { letterPaths } from '../paths.ts';
import { LetterWords } from './letter-words.tsx';

/** One letter, for the secretariat: what it says, how it went, and its paper. */
export function LetterPage({ letter, attachments, mail, party, mayWrite }: LetterFile & { party: PartyRef; mayWrite: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  const outcome =
    letter.channel === 'none' ? 'out' : letter.channel === 'paper' ? (letter.postedAt ? 'posted' : 'toPost') : (mail?.state ?? 'unwritten');
  return (
    <Page
      title={letter.subject}
      noIndex
      breadcrumbs={[{ text: t('party.title', { name }), href: letterPaths.party(party.slug) }, { text: letter.subject }]}
    >
      <h1>{letter.subject}</h1>
      <SummaryList
        rows={[
          { key: t('recipient.party'), value: name },
          { key: t('recipient.lines'), value: letter.lines.split('\n').flatMap((line, index) => (index > 0 ? [<br />, line] : [line])) },
          letter.address !== null && { key: t('recipient.address'), value: letter.address },
          { key: t('recipient.outcome'), value: <OutcomeTag outcome={outcome} /> },
          letter.reason && { key: t('recipient.reason'), value: t(`reason.${letter.reason}`) },
          {
            key: t('letter.written'),
            value: t('templates.savedBy', { when: formatInstant(letter.createdAt, lang), name: letter.createdBy }),
          },
          mail?.sentAt && { key: t('letter.left'), value: formatInstant(mail.sentAt, lang) },
          letter.postedAt && {
            key: t('letter.posted'),
            value: t('templates.savedBy', { when: formatInstant(letter.postedAt, lang), name: letter.postedBy }),
          },
          attachments.length > 0 && {
            key: t('letter.files'),
            value: attachments.map(({ position, name }) => (
              <p>
                <Link href={letterPaths.letterFile(letter.id, position)} download>
                  {name}
                </Link>
              </p>
            )),
          },
        ]}
      />
      <ButtonGroup>
        <Button kind="secondary" href={letterPaths.letterPdf(letter.id)}>
          {t('letter.pdf')}
        </Button>
        {mayWrite && outcome === 'toPost' && (
          <Form action={letterPaths.posted(letter.id)}>
            <Button>{t('letter.markPosted')}</Button>
          </Form>
        )}
      </ButtonGroup>
      <LetterWords subject={letter.subject} body={letter.body} lang={letter.lang} />
    </Page>
  );
}

/** One letter, for those to whom it was written. */
export function OwnLetterPage({ letter, attachments, mail }: LetterFile) {
  const { lang } = usePage();
  const t = say.in(lang);
  const sentAt = mail?.sentAt ?? letter.postedAt;
  return (
    <Page title={letter.subject} noIndex breadcrumbs={[{ text: t('own.title'), href: letterPaths.own() }, { text: letter.subject }]}>
      {sentAt && <p class="eyebrow">{formatInstant(sentAt, lang)}</p>}
      <h1>{letter.subject}</h1>
      <LetterWords subject={letter.subject} body={letter.body} lang={letter.lang} />
      {attachments.length > 0 && (
        <>
          <h2>{t('letter.files')}</h2>
          <ul>
            {attachments.map(({ position, name }) => (
              <li>
                <Link href={letterPaths.ownFile(letter.id, position)} download>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
