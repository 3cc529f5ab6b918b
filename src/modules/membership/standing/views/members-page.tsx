import { formatDate, formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  DayBar,
  EmptyState,
  ExportLinks,
  Filters,
  Link,
  Page,
  Pagination,
  Select,
  Table,
  usePage,
} from '../../../../ui/index.ts';
import { type AskedDay, exportFormats, type PartyRef, registerPaths, withQuery } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import type { Member, MemberFilter } from '../members.ts';
import { membershipCategories, type StandingKind, standings } from '../rules.ts';
import { MembershipNavigation } from '../../views/membership-navigation.tsx';
import { StandingTag } from './tags.tsx';

export interface MembersPageProps {
  network: PartyRef | null;
  /** Those of this page. */
  members: readonly Member[];
  /** How many of each standing there are in all, in the order of standings. */
  counts: readonly (readonly [StandingKind, number])[];
  total: number;
  page: number;
  pages: number;
  day: AskedDay;
  filter: MemberFilter;
  states: readonly PartyRef[];
}

/** Who is what in the network on a day, those whose rights are suspended and those who do not count among them. */
export function MembersPage({ network, members, counts, total, page, pages, day, filter, states }: MembersPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const values = { categorie: filter.category ?? '', qualite: filter.standing ?? '', etat: filter.country ?? '' };
  const list = (more: Record<string, string>) => withQuery(membershipPaths.members(), { ...day.query, ...values, ...more });
  return (
    <Page title={t('members.title')} noIndex width="wide" before={<MembershipNavigation current="members" />}>
      <h1>{t('members.title')}</h1>
      <DayBar
        on={day.typed.on}
        knownAt={day.typed.knownAt}
        onInWords={day.inWords.on}
        knownAtInWords={day.inWords.knownAt}
        errors={day.errors}
        todayHref={withQuery(membershipPaths.members(), values)}
        params={values}
      />
      <BigNumbers
        items={counts.map(([standing, count]) => ({ value: formatNumber(count, lang), label: t(`standings.${standing}`, { count }) }))}
      />
      {network && (
        <p>
          <Link href={withQuery(registerPaths.members(network.slug), day.query)}>{t('members.composition')}</Link>
        </p>
      )}
      <Filters
        action={membershipPaths.members()}
        values={values}
        keep={day.query}
        clearHref={withQuery(membershipPaths.members(), day.query)}
      >
        <Select
          name="qualite"
          label={t('members.standing')}
          options={[{ value: '', text: t('allFeminine') }, ...standings.map((value) => ({ value, text: t(`standing.${value}`) }))]}
        />
        <Select
          name="categorie"
          label={t('members.category')}
          options={[
            { value: '', text: t('allFeminine') },
            ...membershipCategories.map((value) => ({ value, text: t(`category.${value}`) })),
          ]}
        />
        <Select
          name="etat"
          label={t('draft.state')}
          options={[{ value: '', text: t('all') }, ...states.map((one) => ({ value: one.slug, text: inLang(one.name, lang) }))]}
        />
      </Filters>
      {members.length === 0 ? (
        <EmptyState title={t('members.none')}>
          <p>{network ? t('members.noneHint') : t('network.none')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('members.count', { count: total })}
            dense
            firstCellIsHeader
            columns={[
              { header: t('applications.authority') },
              { header: t('draft.state') },
              { header: t('members.category') },
              { header: t('members.standing') },
              { header: t('members.since') },
              { header: t('members.why') },
            ]}
            rows={members.map((one) => [
              <Link href={membershipPaths.spaceOf(one.party.slug)}>{inLang(one.party.name, lang)}</Link>,
              one.state ? inLang(one.state.name, lang) : '–',
              one.category ? t(`category.${one.category}`) : '–',
              <StandingTag standing={one.standing} />,
              one.since ? formatDate(one.since.date, lang, one.since.precision) : '–',
              { content: one.why(lang), class: 'sentence' },
            ])}
          />
          <ExportLinks hrefOf={(format) => list({ format: exportFormats[format] })} />
          <Pagination page={page} pages={pages} hrefOf={(number) => list({ page: String(number) })} />
        </>
      )}
    </Page>
  );
}
