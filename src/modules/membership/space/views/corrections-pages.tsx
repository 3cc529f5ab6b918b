import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Confirm,
  EmptyState,
  type FieldErrors,
  type FormValues,
  InsetText,
  Link,
  Page,
  Radios,
  SummaryList,
  Table,
  TextArea,
  usePage,
} from '../../../../ui/index.ts';
import { type PartyRef, registerPaths } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import { MembershipNavigation } from '../../views/membership-navigation.tsx';
import type { Correction } from '../corrections.ts';

/** What cities say is not right, and nobody has answered yet. */
export function CorrectionsPage({ corrections, parties }: { corrections: readonly Correction[]; parties: ReadonlyMap<string, PartyRef> }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page title={t('corrections.title')} noIndex before={<MembershipNavigation current="corrections" />}>
      <h1>{t('corrections.title')}</h1>
      <p class="lede">{t('corrections.lede')}</p>
      {corrections.length === 0 ? (
        <EmptyState title={t('corrections.nothing')} />
      ) : (
        <Table
          caption={t('corrections.count', { count: corrections.length })}
          firstCellIsHeader
          columns={[{ header: t('applications.authority') }, { header: t('corrections.proposal') }, { header: t('corrections.when') }]}
          rows={corrections.map((one) => [
            <Link href={membershipPaths.correction(one.id)}>{nameOf(parties.get(one.partyId), lang)}</Link>,
            one.proposal,
            `${formatDate(dayOf(one.at), lang)}, ${one.by}`,
          ])}
        />
      )}
    </Page>
  );
}

/** One proposal, and what comes of it: the register is corrected on its own pages, here it is said. */
export function CorrectionPage({
  correction,
  party,
  mayManage,
  values,
  errors = {},
}: {
  correction: Correction;
  party: PartyRef;
  mayManage: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  return (
    <Page
      title={t('correction.title', { name })}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[{ text: t('corrections.title'), href: membershipPaths.corrections() }, { text: name }]}
    >
      <h1>{t('correction.title', { name })}</h1>
      <SummaryList
        rows={[
          { key: t('corrections.proposal'), value: correction.proposal },
          { key: t('corrections.when'), value: `${formatDate(dayOf(correction.at), lang)}, ${correction.by}` },
          correction.mandateFactId !== null && {
            key: t('corrections.about'),
            value: <Link href={registerPaths.history('mandate', correction.mandateFactId)}>{t('correction.mandate')}</Link>,
          },
          { key: t('correction.where'), value: <Link href={registerPaths.party(party.slug)}>{name}</Link> },
        ]}
      />
      {correction.outcome !== null && (
        <InsetText>
          {t(`corrections.${correction.outcome}`)}, {correction.settledBy}. {correction.answer}
        </InsetText>
      )}
      {correction.outcome === null && mayManage && (
        <Confirm
          action={membershipPaths.correction(correction.id)}
          button={t('correction.settle')}
          cancelHref={membershipPaths.corrections()}
          values={values}
          errors={errors}
        >
          <p>{t('correction.text')}</p>
          <Radios
            name="outcome"
            label={t('corrections.outcome')}
            options={(['done', 'declined'] as const).map((value) => ({ value, label: t(`corrections.${value}`) }))}
          />
          <TextArea name="answer" label={t('correction.answer')} hint={t('correction.answerHint')} rows={3} maxlength={2000} optional />
        </Confirm>
      )}
    </Page>
  );
}

function nameOf(party: PartyRef | undefined, lang: 'fr' | 'en'): string {
  return party ? inLang(party.name, lang) : '–';
}
