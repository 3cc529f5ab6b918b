import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Details,
  EmptyState,
  ExportLinks,
  type FieldErrors,
  Form,
  type FormValues,
  Link,
  Table,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import { exportFormats, withQuery } from '../../../register/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import type { Delegation } from '../queries.ts';

export interface DelegationsPageProps {
  held: PreparedMeeting;
  delegations: Delegation[];
  mayPrepare: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** Who comes on behalf of which party, and how many places are left. */
export function DelegationsPage({ held, delegations, mayPrepare, values, errors = {} }: DelegationsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <MeetingPage held={held} place="delegations" title={t('place.delegations')} hasErrors={Object.keys(errors).length > 0}>
      <ButtonGroup>
        {delegations.some(({ delegates }) => delegates.some(({ state }) => state !== 'withdrawn')) && (
          <Button kind="secondary" href={eventsPaths.badges(held.slug)}>
            {t('badge.pdf')}
          </Button>
        )}
        <Link class="govuk-link" href={`${eventsPaths.contacts(held.slug)}?version=4.0`}>
          {t('contact.vcard4')}
        </Link>
        <Link class="govuk-link" href={`${eventsPaths.contacts(held.slug)}?version=3.0`}>
          {t('contact.vcard3')}
        </Link>
      </ButtonGroup>
      {delegations.length === 0 ? (
        <EmptyState title={t('delegation.none')}>
          <p>{t('delegation.noneHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('delegation.count', { count: delegations.length })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('line.party') },
            { header: t('delegation.people') },
            { header: t('delegation.confirmed'), numeric: true },
            { header: t('delegation.places'), numeric: true },
          ]}
          rows={delegations.map(({ party, delegates, quota }) => {
            const coming = delegates.filter(({ state }) => state !== 'withdrawn');
            return [
              <Link href={eventsPaths.delegation(held.slug, party.slug)}>{inLang(party.name, lang)}</Link>,
              coming.map(({ name }) => name).join(', ') || '—',
              formatNumber(coming.filter(({ state }) => state === 'confirmed').length, lang),
              `${formatNumber(coming.length, lang)} / ${formatNumber(quota, lang)}`,
            ];
          })}
        />
      )}
      <ExportLinks hrefOf={(format) => withQuery(eventsPaths.participants(held.slug), { format: exportFormats[format] })} />
      {mayPrepare && (
        <Details summary={t('delegation.new')} open={Object.keys(errors).length > 0}>
          <Form action={eventsPaths.delegations(held.slug)} values={values} errors={errors}>
            <TextField name="party" label={t('line.party')} hint={t('delegation.partyHint')} maxlength={200} />
            <Button>{t('delegation.open')}</Button>
          </Form>
        </Details>
      )}
    </MeetingPage>
  );
}
