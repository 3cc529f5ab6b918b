import { dayOf, formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, InsetText, Link, NotificationBanner, SummaryList, usePage, WarningText } from '../../../../ui/index.ts';
import { registerPaths } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import { type ApplicationStep, filePaths, membershipPaths } from '../../paths.ts';
import type { ApplicationState } from '../../vocabulary.ts';
import type { Application, CapitalOpinion, findCapException, OpinionRequest } from '../queries.ts';
import { canBecome, exceedsCap, type StateCap, waitingFor } from '../rules.ts';
import { DocumentLinks } from './document-links.tsx';
import { FileSummary, Steps } from './file-page.tsx';
import { Frame } from './frame.tsx';
import { OpinionTag, StateTag } from './tags.tsx';

export interface ApplicationPageProps {
  application: Application;
  requests: readonly OpinionRequest[];
  opinions: readonly CapitalOpinion[];
  cap: StateCap | null;
  signed: Awaited<ReturnType<typeof findCapException>>;
  mayManage: boolean;
  maySign: boolean;
  /** The reader has just done something here. */
  done: boolean;
}

/** One application for the secretariat: what is to be done next, the file, the capital's opinion, R3, what happened. */
export function ApplicationPage(props: ApplicationPageProps) {
  const { application, mayManage, done } = props;
  const { lang } = usePage();
  const t = say.in(lang);
  const base = membershipPaths.application(application.id);
  const waiting = waitingFor(application.state);
  return (
    <Frame application={application} base={base}>
      {done && <NotificationBanner kind="success" text={t('application.done')} />}
      <p>
        <StateTag state={application.state} />{' '}
        <span class="muted">
          {t('application.since', { at: formatInstant(application.steps.at(-1)!.at, lang) })}
          {waiting && ` · ${t(`application.waiting.${waiting}`)}`}
        </span>
      </p>
      {mayManage && <NextSteps {...props} />}
      <CapNotice {...props} />
      <h2>{t('file.title')}</h2>
      <FileSummary application={application} base={base} editable={mayManage && application.state === 'draft'} />
      {application.party && (
        <p>
          <Link href={registerPaths.party(application.party.slug)}>
            {t('application.inRegister', { name: inLang(application.party.name, lang) })}
          </Link>
          {' · '}
          <Link href={membershipPaths.spaceOf(application.party.slug)}>{t('application.space')}</Link>
        </p>
      )}
      {mayManage && application.state !== 'draft' && waiting && (
        <p>
          <Link href={filePaths.documents(base)}>{t('application.documents')}</Link>
        </p>
      )}
      {application.withdrawnDocuments.length > 0 && (
        <>
          <h3>{t('application.withdrawnDocuments')}</h3>
          <DocumentLinks documents={application.withdrawnDocuments} base={base} />
        </>
      )}
      <Opinions {...props} />
      <Steps application={application} />
    </Frame>
  );
}

/** The pages that a state leads to: the life cycle says which. */
const leadsTo: readonly [ApplicationStep | 'submission', ApplicationState][] = [
  ['submission', 'submitted'],
  ['completion', 'complete'],
  ['return', 'draft'],
  ['opinionRequest', 'opinion_asked'],
  ['opinion', 'opinion_received'],
  ['noOpinion', 'no_opinion'],
  ['examination', 'examined'],
  ['decision', 'admitted'],
];

function NextSteps({ application, cap, signed, maySign }: ApplicationPageProps) {
  const t = say.in(usePage().lang);
  const { id, state } = application;
  const steps = leadsTo.filter(([, to]) => canBecome(state, to) && !(state === 'opinion_received' && to === 'opinion_received'));
  const mustSign = cap !== null && exceedsCap(cap, application.category) && !signed && waitingFor(state) !== null;
  const withdrawn = canBecome(state, 'withdrawn');
  if (steps.length === 0 && !withdrawn) return null;
  return (
    <>
      <ButtonGroup>
        {steps.map(([step], index) => (
          <Button
            kind={index === 0 ? 'primary' : 'secondary'}
            href={step === 'submission' ? filePaths.submission(membershipPaths.application(id)) : membershipPaths.step(id, step)}
          >
            {t(`next.${step}`)}
          </Button>
        ))}
        {mustSign && maySign && (
          <Button kind="secondary" href={membershipPaths.step(id, 'cap')}>
            {t('next.cap')}
          </Button>
        )}
      </ButtonGroup>
      {withdrawn && (
        <p>
          <Link href={filePaths.withdrawal(membershipPaths.application(id))}>{t('next.withdrawal')}</Link>
        </p>
      )}
    </>
  );
}

/** R3, said before it is too late. */
function CapNotice({ application, cap, signed }: ApplicationPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (signed)
    return (
      <InsetText>
        {t('cap.signedBy', { by: signed.by, day: formatDate(dayOf(signed.at), lang), counted: signed.counted, most: signed.most })}{' '}
        {signed.reason}
      </InsetText>
    );
  if (!cap || !application.stateParty || waitingFor(application.state) === null) return null;
  const words = t('cap.counted', {
    state: inLang(application.stateParty.name, lang),
    counted: cap.counted,
    most: cap.most,
    unconfirmed: cap.unconfirmed,
    associations: cap.associationsCount ? 'yes' : 'no',
  });
  return exceedsCap(cap, application.category) ? (
    <WarningText>
      {words} {t('cap.mustSign')}
    </WarningText>
  ) : (
    <p class="muted">{words}</p>
  );
}

function Opinions({ application, requests, opinions }: ApplicationPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  if (requests.length === 0 && opinions.length === 0) return null;
  return (
    <>
      <h2>{t('opinions.title')}</h2>
      {opinions.map((one, index) => (
        <SummaryList
          rows={[
            { key: index === 0 ? t('opinions.opinion') : t('opinions.earlier'), value: <OpinionTag opinion={one.opinion} /> },
            one.text ? { key: t('opinions.text'), value: one.text } : null,
            { key: t('opinions.signatory'), value: one.signatory },
            { key: t('opinions.received'), value: `${formatDate(one.receivedOn, lang)}, ${t(`opinions.channel.${one.channel}`)}` },
          ]}
        />
      ))}
      {requests.map((request) => (
        <p>
          {t('opinions.asked', {
            addressee: request.addressee,
            email: request.email,
            at: formatInstant(request.askedAt, lang),
            day: formatDate(request.answerBy, lang),
          })}{' '}
          {request.reminders.length > 0 &&
            t('opinions.reminded', { days: request.reminders.map((at) => formatDate(dayOf(at), lang)).join(', ') })}
        </p>
      ))}
      {application.state === 'opinion_asked' && <p class="muted">{t('opinions.waiting')}</p>}
    </>
  );
}
