import { formatDate, dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, EmptyState, Form, Link, NotificationBanner, Page, Table, usePage } from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { letterPaths } from '../paths.ts';
import type { Letter } from '../schema.ts';

export interface PaperPageProps {
  letters: readonly Letter[];
  parties: ReadonlyMap<string, PartyRef>;
  mayWrite: boolean;
  /** How many were just noted as posted. */
  posted: number;
}

/** The letters that wait to be printed and posted, and why they go on paper. */
export function PaperPage({ letters, parties, mayWrite, posted }: PaperPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('paper.title')}
      noIndex
      breadcrumbs={[{ text: t('mailings.title'), href: letterPaths.mailings() }, { text: t('paper.title') }]}
    >
      {posted > 0 && <NotificationBanner kind="success" text={t('paper.done', { count: posted })} />}
      <h1>{t('paper.title')}</h1>
      <p class="lede">{t('paper.lead')}</p>
      {letters.length === 0 ? (
        <EmptyState title={t('paper.none')}>
          <p>{t('paper.noneText')}</p>
        </EmptyState>
      ) : (
        <>
          <ButtonGroup>
            <Button href={letterPaths.paperPdf()}>{t('paper.print', { count: letters.length })}</Button>
            {mayWrite && letters.length > 1 && (
              <Form action={letterPaths.allPosted()}>
                {letters.map(({ id }) => (
                  <input type="hidden" name="ids" value={id} />
                ))}
                <Button kind="secondary">{t('paper.allPosted')}</Button>
              </Form>
            )}
            {letters.length > 1 && (
              <Link class="govuk-link" href={letterPaths.twoSided(letterPaths.paperPdf())}>
                {t('paper.twoSided')}
              </Link>
            )}
          </ButtonGroup>
          <Table
            caption={t('paper.count', { count: letters.length })}
            firstCellIsHeader
            columns={[
              { header: t('recipient.party') },
              { header: t('letter.subject') },
              { header: t('letter.written') },
              { header: t('recipient.reason') },
              ...(mayWrite ? [{ header: t('letter.posted') }] : []),
            ]}
            rows={letters.map((one) => [
              inLang(parties.get(one.partyId)!.name, lang),
              <Link href={letterPaths.letter(one.id)}>{one.subject}</Link>,
              formatDate(dayOf(one.createdAt), lang),
              t(`reason.${one.reason!}`),
              ...(mayWrite
                ? [
                    <Form action={letterPaths.posted(one.id)}>
                      <Button kind="secondary">{t('letter.markPosted')}</Button>
                    </Form>,
                  ]
                : []),
            ])}
          />
        </>
      )}
    </Page>
  );
}
