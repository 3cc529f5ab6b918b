import { dayOf, formatDate } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  DayField,
  type FieldErrors,
  Form,
  type FormValues,
  InsetText,
  Link,
  NotificationBanner,
  Page,
  Select,
  SummaryList,
  Table,
  Tag,
  TextArea,
  usePage,
} from '../../../../ui/index.ts';
import { letterPaths } from '../../../publishing/index.ts';
import { type OwnMandate, registerPaths, titleInWords } from '../../../register/index.ts';
import { StateTag } from '../../applications/views/tags.tsx';
import { duesPaths } from '../../dues/paths.ts';
import { say } from '../../messages.ts';
import { membershipPaths } from '../../paths.ts';
import { StandingTag } from '../../standing/views/tags.tsx';
import type { Space } from '../queries.ts';

export interface SpacePageProps {
  space: Space;
  /** The secretariat looks at what the city sees. */
  asStaff: boolean;
  mayManage: boolean;
  today: string;
  done?: 'correction' | 'change' | undefined;
  /** What was typed and refused, in which form. */
  refused?: { form: 'correction' | 'certificate'; values: FormValues; errors: FieldErrors } | undefined;
}

/** The space of a city: its membership, its dues, its people, its files, its certificates, what it asked to have corrected. */
export function SpacePage(props: SpacePageProps) {
  const { space, asStaff, mayManage, done, refused } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang(space.party.name, lang);
  return (
    <Page
      title={t('space.of', { party: name })}
      noIndex
      hasErrors={refused !== undefined}
      breadcrumbs={asStaff ? [{ text: t('members.title'), href: membershipPaths.members() }, { text: name }] : undefined}
    >
      {done && <NotificationBanner kind="success" text={t(`space.done.${done}`)} />}
      <p class="eyebrow">{space.state ? inLang(space.state.name, lang) : t('space.title')}</p>
      <h1>{name}</h1>
      {asStaff && <InsetText>{t('space.asSeen')}</InsetText>}
      {space.toConfirm.map((one) => (
        <Confirmation asked={one} />
      ))}
      <Membership {...props} />
      {asStaff && (
        <ButtonGroup>
          {mayManage && (
            <>
              <Button kind="secondary" href={membershipPaths.changes(space.party.slug)}>
                {t('change.title')}
              </Button>
              <Button kind="secondary" href={membershipPaths.accounts(space.party.slug)}>
                {t('accounts.title')}
              </Button>
            </>
          )}
          <Link href={registerPaths.party(space.party.slug)}>{t('space.register')}</Link>
        </ButtonGroup>
      )}
      <People {...props} />
      <Files space={space} asStaff={asStaff} />
      <Certificates {...props} />
      <Corrections {...props} />
    </Page>
  );
}

/** « Is it still so? », answered by a click; who says that something changed is asked what. */
function Confirmation({ asked: { mandate, state } }: { asked: OwnMandate }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { person, title } = mandate;
  const words = { person: person.name, title: titleInWords(title, person.gender, lang), gender: person.gender ?? 'other' };
  const path = registerPaths.ownMandate(mandate.factId);
  return (
    <section class="app-confirmation">
      <h2>{t('confirmation.title', words)}</h2>
      {state === 'answered' ? (
        <p>{t('confirmation.waits')}</p>
      ) : (
        <>
          <p>{t('confirmation.why')}</p>
          <Form action={path}>
            <ButtonGroup>
              <Button name="answer" value="unchanged">
                {t('confirmation.unchanged')}
              </Button>
              <Button kind="secondary" href={path}>
                {t('confirmation.changed')}
              </Button>
              <Button kind="secondary" name="answer" value="unknown">
                {t('confirmation.unknown')}
              </Button>
            </ButtonGroup>
          </Form>
        </>
      )}
    </section>
  );
}

function Membership({ space, asStaff }: SpacePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { standing, changes, arrears, party } = space;
  return (
    <>
      <h2>{t('space.membership')}</h2>
      <SummaryList
        rows={[
          {
            key: t('space.standing'),
            value: (
              <>
                <StandingTag standing={standing.standing} /> {standing.why(lang)}
              </>
            ),
          },
          arrears && {
            key: t('space.dues'),
            value: arrears.why(lang),
            actions: [{ href: asStaff ? duesPaths.account(party.slug) : duesPaths.ownAccount(), text: t('space.account') }],
          },
          {
            key: t('space.letters'),
            value: <Link href={asStaff ? letterPaths.party(party.slug) : letterPaths.own()}>{t('space.readLetters')}</Link>,
          },
          ...changes.map((one) => ({
            key: t(`change.${one.change}`),
            value: t('space.change', { day: formatDate(one.startsOn, lang), decision: one.decision, reason: one.reason }),
          })),
        ]}
      />
    </>
  );
}

function People({ space }: SpacePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('space.people')}</h2>
      {space.people.length === 0 ? (
        <p>{t('space.nobody')}</p>
      ) : (
        <Table
          caption={t('space.peopleCount', { count: space.people.length })}
          firstCellIsHeader
          columns={[
            { header: t('space.person') },
            { header: t('space.office') },
            { header: t('space.since') },
            { header: t('space.mandate') },
          ]}
          rows={space.people.map((one) => [
            one.person.name,
            titleInWords(one.title, one.person.gender, lang),
            one.from ? formatDate(one.from.date, lang, one.from.precision) : '–',
            <Tag kind={one.standing === 'sitting' ? 'good' : 'waiting'}>
              {t(`mandate.${one.standing === 'sitting' ? 'sitting' : (one.doubt ?? 'source')}`)}
            </Tag>,
          ])}
        />
      )}
    </>
  );
}

function Files({ space, asStaff }: Pick<SpacePageProps, 'space' | 'asStaff'>) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (space.applications.length === 0) return null;
  return (
    <>
      <h2>{t('space.files')}</h2>
      <Table
        caption={t('space.filesCount', { count: space.applications.length })}
        firstCellIsHeader
        columns={[{ header: t('applications.reference') }, { header: t('applications.state') }, { header: t('applications.since') }]}
        rows={space.applications.map((one) => [
          <Link href={asStaff ? membershipPaths.application(one.id) : membershipPaths.ownApplication(one.id)}>
            {one.reference ?? t('file.eyebrowDraft')}
          </Link>,
          <StateTag state={one.state} />,
          formatDate(dayOf(one.since), lang),
        ])}
      />
    </>
  );
}

function Certificates({ space, asStaff, mayManage, today, refused }: SpacePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const mine = refused?.form === 'certificate' ? refused : undefined;
  const mayIssue = (!asStaff || mayManage) && space.standing.standing !== 'none';
  return (
    <>
      <h2>{t('certificates.title')}</h2>
      {space.certificates.length > 0 && (
        <Table
          caption={t('certificates.count', { count: space.certificates.length })}
          firstCellIsHeader
          columns={[{ header: t('certificate.number') }, { header: t('certificate.on') }, { header: t('certificates.issued') }]}
          rows={space.certificates.map((one) => [
            <Link href={membershipPaths.certificate(one.code)}>{one.number}</Link>,
            formatDate(one.onDay, lang),
            formatDate(dayOf(one.issuedAt), lang),
          ])}
        />
      )}
      {mayIssue ? (
        <Form
          action={asStaff ? membershipPaths.certificateOf(space.party.slug) : membershipPaths.ownCertificate()}
          values={mine?.values}
          errors={mine?.errors}
        >
          <DayField name="on" label={t('certificates.on')} value={today} />
          <Button kind="secondary">{t('certificates.issue')}</Button>
        </Form>
      ) : (
        space.certificates.length === 0 && <p>{t('certificates.none')}</p>
      )}
    </>
  );
}

function Corrections({ space, asStaff, refused }: SpacePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const mine = refused?.form === 'correction' ? refused : undefined;
  return (
    <>
      <h2>{t('corrections.own')}</h2>
      {space.corrections.length > 0 && (
        <Table
          caption={t('corrections.count', { count: space.corrections.length })}
          columns={[{ header: t('corrections.proposal') }, { header: t('corrections.when') }, { header: t('corrections.outcome') }]}
          rows={space.corrections.map((one) => [
            one.proposal,
            `${formatDate(dayOf(one.at), lang)}, ${one.by}`,
            one.outcome ? (
              <>
                <Tag kind={one.outcome === 'done' ? 'good' : 'over'}>{t(`corrections.${one.outcome}`)}</Tag> {one.answer}
              </>
            ) : (
              <Tag kind="waiting">{t('corrections.waiting')}</Tag>
            ),
          ])}
        />
      )}
      {asStaff ? (
        space.corrections.length === 0 && <p>{t('corrections.none')}</p>
      ) : (
        <Form action={membershipPaths.ownCorrection()} values={mine?.values} errors={mine?.errors}>
          <p>{t('corrections.text')}</p>
          {space.people.length > 0 && (
            <Select
              name="mandate"
              label={t('corrections.about')}
              options={[
                { value: '', text: t('corrections.aboutCity') },
                ...space.people.map((one) => ({ value: one.factId, text: one.person.name })),
              ]}
            />
          )}
          <TextArea name="proposal" label={t('corrections.proposalLabel')} hint={t('corrections.proposalHint')} rows={4} maxlength={2000} />
          <Button kind="secondary">{t('corrections.send')}</Button>
        </Form>
      )}
    </>
  );
}
