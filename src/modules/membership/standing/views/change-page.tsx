import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Confirm,
  DayField,
  type FieldErrors,
  type FormValues,
  InsetText,
  Page,
  Radios,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PartyRef } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import type { MembershipChange } from '../../vocabulary.ts';
import type { MembershipStanding } from '../queries.ts';

export interface ChangePageProps {
  party: PartyRef;
  standing: MembershipStanding;
  /** What may change today. */
  possible: readonly MembershipChange[];
  today: string;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** A change of a membership: which, from when, who decided it, why. */
export function ChangePage({ party, standing, possible, today, values, errors = {} }: ChangePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(party.name, lang);
  return (
    <Page
      title={`${t('change.title')} – ${name}`}
      noIndex
      hasErrors={Object.keys(errors).length > 0}
      breadcrumbs={[
        { text: t('members.title'), href: membershipPaths.members() },
        { text: name, href: membershipPaths.spaceOf(party.slug) },
        { text: t('change.title') },
      ]}
    >
      <p class="eyebrow">{name}</p>
      <h1>{t('change.title')}</h1>
      <InsetText>{standing.why(lang)}</InsetText>
      {possible.length === 0 ? (
        <p>{t('change.none')}</p>
      ) : (
        <Confirm
          action={membershipPaths.changes(party.slug)}
          button={t('change.button')}
          warning
          cancelHref={membershipPaths.spaceOf(party.slug)}
          values={values}
          errors={errors}
        >
          <p>{t('change.text')}</p>
          <Radios
            name="change"
            label={t('change.which')}
            options={possible.map((value) => ({ value, label: t(`change.${value}`), hint: t(`change.${value}.hint`) }))}
          />
          <DayField name="from" label={t('change.from')} value={today} />
          <TextField name="decision" label={t('change.decision')} hint={t('change.decisionHint')} />
          <TextArea name="reason" label={t('change.reason')} hint={t('change.reasonHint')} rows={3} maxlength={2000} />
        </Confirm>
      )}
    </Page>
  );
}
