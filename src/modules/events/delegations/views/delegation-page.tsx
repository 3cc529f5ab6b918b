import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  Copyable,
  Details,
  EmptyState,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  TextArea,
  TextField,
  usePage,
} from '../../../../ui/index.ts';
import type { PreparedMeeting } from '../../meetings/queries.ts';
import { say } from '../../messages.ts';
import { eventsPaths } from '../../paths.ts';
import { MeetingPage } from '../../views/meeting-page.tsx';
import type { Delegation, ListedDelegate } from '../queries.ts';
import { DelegateFields, DelegateHistory, DelegateTag } from './delegate-fields.tsx';

/** Which form of the page was refused, and for whom. */
export interface RefusedDelegation {
  form: 'quota' | 'nomination' | 'correction' | 'confirmation' | 'withdrawal';
  delegateId?: string | undefined;
  values: FormValues;
  errors: FieldErrors;
}

export interface DelegationPageProps {
  held: PreparedMeeting;
  delegation: Delegation;
  openFeeds: ReadonlySet<string>;
  /** The secret address that was just opened: it is shown once. */
  feed?: { delegateId: string; url: string } | undefined;
  mayPrepare: boolean;
  refused?: RefusedDelegation | undefined;
}

/** The delegation of one party: its places, its people, what was said of each. */
export function DelegationPage({ held, delegation, openFeeds, feed, mayPrepare, refused }: DelegationPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { party, delegates, quota } = delegation;
  const coming = delegates.filter(({ state }) => state !== 'withdrawn').length;
  const of = (form: RefusedDelegation['form'], delegateId?: string) =>
    refused?.form === form && refused.delegateId === delegateId ? { values: refused.values, errors: refused.errors } : {};
  return (
    <MeetingPage
      held={held}
      place="delegations"
      title={t('delegation.of', { party: inLang(party.name, lang) })}
      above={[{ text: t('place.delegations'), href: eventsPaths.delegations(held.slug) }]}
      hasErrors={refused !== undefined}
      islands={feed ? ['copy-button'] : []}
    >
      <p>{t('delegation.taken', { coming, quota })}</p>
      {delegates.length === 0 && <EmptyState title={t('delegation.nobody')} />}
      {delegates.map((one) => (
        <section>
          <h2>
            {one.name} <DelegateTag state={one.state} />
          </h2>
          <p>{[one.role, one.isHead && t('delegate.isHead'), one.email].filter(Boolean).join(' · ')}</p>
          {feed?.delegateId === one.id && (
            <InsetText>
              <p>{t('calendar.once')}</p>
              <Copyable>{feed.url}</Copyable>
            </InsetText>
          )}
          {mayPrepare && one.state !== 'withdrawn' && (
            <DelegateActions held={held} partySlug={party.slug} one={one} hasFeed={openFeeds.has(one.id)} of={of} />
          )}
          <Details summary={t('delegate.history')}>
            <DelegateHistory steps={one.steps} />
          </Details>
        </section>
      ))}
      {mayPrepare && (
        <>
          <h2>{t('delegate.new')}</h2>
          {coming < quota ? (
            <Form action={eventsPaths.delegation(held.slug, party.slug)} {...of('nomination')}>
              <DelegateFields />
              <Button>{t('delegate.nominate')}</Button>
            </Form>
          ) : (
            <p>{t('delegation.full', { quota })}</p>
          )}
          <Details summary={t('delegation.changeQuota')} open={refused?.form === 'quota'}>
            <Form action={eventsPaths.quota(held.slug, party.slug)} {...of('quota')}>
              <TextField name="quota" label={t('delegation.places')} value={quota} inputmode="numeric" width={3} />
              <Button>{t('preparation.save')}</Button>
            </Form>
          </Details>
        </>
      )}
    </MeetingPage>
  );
}

interface ActionsProps {
  held: PreparedMeeting;
  partySlug: string;
  one: ListedDelegate;
  hasFeed: boolean;
  of: (form: RefusedDelegation['form'], delegateId?: string) => { values?: FormValues; errors?: FieldErrors };
}

function DelegateActions({ held, partySlug, one, hasFeed, of }: ActionsProps) {
  const t = say.in(usePage().lang);
  const isOpen = (form: RefusedDelegation['form']) => of(form, one.id).errors !== undefined;
  return (
    <>
      {one.state === 'nominated' && (
        <Details summary={t('delegate.confirm')} open={isOpen('confirmation')}>
          <Form action={eventsPaths.delegateConfirmation(held.slug, partySlug, one.id)} {...of('confirmation', one.id)}>
            <TextField name="place" id={`place-${one.id}`} label={t('delegate.where')} hint={t('delegate.whereHint')} maxlength={200} />
            <Button>{t('delegate.confirm')}</Button>
          </Form>
        </Details>
      )}
      <Details summary={t('delegate.correct')} open={isOpen('correction')}>
        <Form action={eventsPaths.delegate(held.slug, partySlug, one.id)} {...of('correction', one.id)}>
          <DelegateFields one={one} prefix={one.id} />
          <Button>{t('preparation.save')}</Button>
        </Form>
      </Details>
      <Details summary={t('delegate.withdraw')} open={isOpen('withdrawal')}>
        <Form action={eventsPaths.delegateWithdrawal(held.slug, partySlug, one.id)} {...of('withdrawal', one.id)}>
          <TextArea name="reason" id={`reason-${one.id}`} label={t('field.reason')} rows={2} maxlength={1000} />
          <Button kind="warning">{t('delegate.withdraw')}</Button>
        </Form>
      </Details>
      <Details summary={t('calendar.title')}>
        <p>{t(hasFeed ? 'calendar.isOpen' : 'calendar.isClosed')}</p>
        <ButtonGroup>
          <Form action={eventsPaths.feedOpening(held.slug, partySlug, one.id)}>
            <Button kind="secondary">{t(hasFeed ? 'calendar.renew' : 'calendar.open')}</Button>
          </Form>
          {hasFeed && (
            <Form action={eventsPaths.feedClosing(held.slug, partySlug, one.id)}>
              <Button kind="warning">{t('calendar.close')}</Button>
            </Form>
          )}
        </ButtonGroup>
        <p>
          <Link href={eventsPaths.meeting(held.slug)}>{t('asked.programme')}</Link>
        </p>
      </Details>
    </>
  );
}
