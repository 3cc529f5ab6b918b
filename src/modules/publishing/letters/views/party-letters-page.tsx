import { formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang, langs } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  EmptyState,
  Form,
  Link,
  NotificationBanner,
  Page,
  Radios,
  SummaryList,
  Table,
  Tag,
  usePage,
} from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { registerPaths } from '../../../register/paths.ts';
import type { Sent } from '../correspondence.ts';
import { OutcomeTag } from '../mailings/views/mailing-page.tsx';
import { say } from '../messages.ts';
import { letterPaths } from '../paths.ts';
import type { Recipient } from '../recipients.ts';

export interface PartyLettersPageProps {
  party: PartyRef;
  recipient: Recipient;
  sent: readonly Sent[];
  mayWrite: boolean;
  isDone: boolean;
}

/** All that was sent to a party, how each went, and what came back. */
export function PartyLettersPage({ party, recipient, sent, mayWrite, isDone }: PartyLettersPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  return (
    <Page
      title={t('party.title', { name })}
      noIndex
      width="wide"
      breadcrumbs={[{ text: name, href: registerPaths.party(party.slug) }, { text: t('party.letters') }]}
    >
      {isDone && <NotificationBanner kind="success" text={t('party.languageDone')} />}
      <h1>{t('party.title', { name })}</h1>
      <SummaryList
        rows={[
          { key: t('recipient.lines'), value: recipient.lines.flatMap((line, index) => (index > 0 ? [<br />, line] : [line])) },
          { key: t('recipient.address'), value: recipient.email ?? t('party.noAddress') },
          { key: t('recipient.language'), value: t(`language.${recipient.lang}`) },
        ]}
      />
      {sent.length === 0 ? (
        <EmptyState title={t('party.none')}>
          <p>{t('party.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('party.count', { count: sent.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('letter.subject') },
            { header: t('templates.purpose') },
            { header: t('letter.written') },
            { header: t('letter.to') },
            { header: t('recipient.outcome') },
          ]}
          rows={sent.map((one) => [
            one.letter ? <Link href={letterPaths.letter(one.letter.id)}>{one.subject}</Link> : one.subject,
            one.letter ? t(`purpose.${one.letter.purpose}`) : '—',
            formatInstant(one.at, lang),
            one.mail?.recipient ?? one.letter?.lines.split('\n')[0] ?? '—',
            <>
              <OutcomeTag outcome={outcomeOf(one)} />
              {one.letter?.reason && <span class="muted"> {t(`reason.${one.letter.reason}`)}</span>}
              {one.returns.map(({ kind }) => (
                <>
                  {' '}
                  <Tag kind={kind === 'answer' ? 'good' : kind === 'delayed' ? 'waiting' : 'bad'}>{t(`returned.${kind}`)}</Tag>
                </>
              ))}
            </>,
          ])}
        />
      )}
      {mayWrite && (
        <>
          <h2>{t('party.language')}</h2>
          <Form action={letterPaths.language(party.slug)}>
            <Radios
              name="lang"
              label={t('party.languageLabel')}
              value={recipient.lang}
              inline
              options={langs.map((value) => ({ value, label: t(`language.${value}`) }))}
            />
            <Button kind="secondary">{t('party.languageSave')}</Button>
          </Form>
        </>
      )}
    </Page>
  );
}

function outcomeOf({ letter, mail }: Sent) {
  if (letter?.channel === 'none') return 'out';
  if (letter?.channel === 'paper') return letter.postedAt ? 'posted' : 'toPost';
  return mail?.state ?? 'unwritten';
}
