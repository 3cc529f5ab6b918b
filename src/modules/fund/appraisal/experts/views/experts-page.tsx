import type { Evaluator } from '../../../../../kernel/auth/users/queries.ts';
import { langs } from '../../../../../kernel/i18n/lang.ts';
import type { FieldErrors, FormValues } from '../../../../../ui/index.ts';
import {
  Button,
  Copyable,
  EmptyState,
  Form,
  NotificationBanner,
  Page,
  Radios,
  Table,
  Tag,
  TextField,
  usePage,
} from '../../../../../ui/index.ts';
import { AppraisalNavigation } from '../../views/navigation.tsx';
import { say } from '../../messages.ts';

export interface ExpertsPageProps {
  experts: readonly Evaluator[];
  /** The name of each city, by identifier. */
  cities: ReadonlyMap<string, string>;
  suggestions: readonly string[];
  /** What came of an invitation: the link to hand over where no mail leaves. */
  invited?: { link: string | null } | undefined;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** The experts whom the secretariat may ask. */
export function ExpertsPage({ experts, cities, suggestions, invited, values, errors = {} }: ExpertsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Page
      title={t('experts.title')}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      islands={invited?.link ? ['copy-button'] : []}
      before={<AppraisalNavigation current="experts" />}
    >
      {invited && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">{t(invited.link ? 'experts.link' : 'experts.sent')}</p>
          {invited.link && (
            <p>
              <Copyable>{invited.link}</Copyable>
            </p>
          )}
        </NotificationBanner>
      )}
      <h1>{t('experts.title')}</h1>
      <p class="lede">{t('experts.lede')}</p>
      {experts.length === 0 ? (
        <EmptyState title={t('experts.none')} />
      ) : (
        <Table
          caption={t('experts.caption')}
          dense
          firstCellIsHeader
          columns={[
            { header: t('experts.name') },
            { header: t('experts.email') },
            { header: t('experts.city') },
            { header: t('experts.joined') },
          ]}
          rows={experts.map((one) => [
            one.name,
            one.email,
            (one.partyId && cities.get(one.partyId)) || '–',
            <Tag kind={one.joined ? 'good' : 'waiting'}>{t(one.joined ? 'experts.joined' : 'experts.invited')}</Tag>,
          ])}
        />
      )}
      <h2>{t('experts.invite')}</h2>
      <Form values={values} errors={errors}>
        <TextField name="name" label={t('experts.name')} maxlength={120} />
        <TextField name="email" type="email" label={t('experts.email')} maxlength={254} />
        <TextField name="city" label={t('experts.city')} hint={t('experts.cityHint')} suggestions={suggestions} maxlength={200} />
        <Radios
          name="lang"
          inline
          label={t('experts.lang')}
          value="fr"
          options={langs.map((value) => ({ value, label: t(`lang.${value}`) }))}
        />
        <Button>{t('experts.button')}</Button>
      </Form>
    </Page>
  );
}
