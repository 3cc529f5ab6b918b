import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { EmptyState, Link, Page, SummaryList, usePage } from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { registerPaths } from '../../../register/paths.ts';
import { rankedTitle } from '../../agenda/queries.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { choiceLabel } from '../../votes/views/choice-words.ts';
import type { PartySitting } from '../queries.ts';

/** All that a party did at sittings: whether it could vote, its proxies, its votes by name, what it stayed out of. */
export function PartySittingsPage({ party, sittings }: { party: PartyRef; sittings: readonly PartySitting[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  const title = t('party.title', { party: name });
  return (
    <Page title={title} noIndex breadcrumbs={[{ text: name, href: registerPaths.party(party.slug) }, { text: t('sittings.title') }]}>
      <h1>{title}</h1>
      {sittings.length === 0 ? (
        <EmptyState title={t('sittings.none')}>
          <p>{t('party.none')}</p>
        </EmptyState>
      ) : (
        sittings.map((one) => <OneSitting one={one} />)
      )}
    </Page>
  );
}

function OneSitting({ one: { sitting, voter, given, held, votes, recusals } }: { one: PartySitting }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const names = (parties: readonly PartyRef[]) => parties.map((one) => inLang(one.name, lang)).join(', ');
  return (
    <section>
      <h2>
        <Link href={assemblyPaths.sitting(sitting.slug)}>{inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang)}</Link>
      </h2>
      <SummaryList
        rows={[
          { key: t('sittings.at'), value: formatDate(dayOf(sitting.startsAt), lang) },
          voter && {
            key: t('voters.right'),
            value: voter.exclusion === null ? t('voters.voices', { voices: voter.voices }) : t(`exclusion.${voter.exclusion}`),
          },
          given.length > 0 && { key: t('party.given'), value: names(given) },
          held.length > 0 && { key: t('party.held'), value: names(held) },
          votes.length > 0 && {
            key: t('party.votes'),
            value: (
              <ul>
                {votes.map(({ vote, item, choice, voices }) => (
                  <li>
                    <Link href={assemblyPaths.vote(sitting.slug, vote.number)}>{rankedTitle(item, lang)}</Link>
                    {'\u00a0: '}
                    {t('party.voted', { choice: choiceLabel(vote.form, choice, lang), voices })}
                  </li>
                ))}
              </ul>
            ),
          },
          recusals.length > 0 && {
            key: t('recusal.title'),
            value: (
              <ul>
                {recusals.map(({ item, reason }) => (
                  <li>
                    {rankedTitle(item, lang)}
                    {'\u00a0: '}
                    {reason}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </section>
  );
}
