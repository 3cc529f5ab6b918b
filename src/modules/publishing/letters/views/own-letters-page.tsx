import { formatDate, dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { EmptyState, Link, Page, Table, usePage } from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../messages.ts';
import { letterPaths } from '../paths.ts';
import type { Letter } from '../schema.ts';

/** What the network wrote to a city, for those who act for it. */
export function OwnLettersPage({ party, letters }: { party: PartyRef; letters: readonly Letter[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('own.title')} noIndex>
      <p class="eyebrow">{inLang(party.name, lang)}</p>
      <h1>{t('own.title')}</h1>
      {letters.length === 0 ? (
        <EmptyState title={t('own.none')}>
          <p>{t('own.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('own.count', { count: letters.length })}
          firstCellIsHeader
          columns={[{ header: t('letter.subject') }, { header: t('templates.purpose') }, { header: t('letter.written') }]}
          rows={letters.map((one) => [
            <Link href={letterPaths.ownLetter(one.id)}>{one.subject}</Link>,
            t(`purpose.${one.purpose}`),
            formatDate(dayOf(one.createdAt), lang),
          ])}
        />
      )}
    </Page>
  );
}
