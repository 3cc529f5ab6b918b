import { formatDate, formatInstant, dayOf } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  Button,
  ButtonGroup,
  InsetText,
  Link,
  NotificationBanner,
  SummaryList,
  Timeline,
  usePage,
  WarningText,
} from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { filePaths } from '../../paths.ts';
import type { Application } from '../queries.ts';
import { canBecome, findGaps, waitingFor } from '../rules.ts';
import { DocumentLinks } from './document-links.tsx';
import { Frame } from './frame.tsx';
import { StateTag } from './tags.tsx';

/** A file as its author sees it: what is filled in, what is missing, where it is. */
export function FilePage({ application, base, sent }: { application: Application; base: string; sent: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const isDraft = application.state === 'draft';
  const returned = application.steps.findLast(({ state, number }) => state === 'draft' && number > 1);
  return (
    <Frame application={application} base={base}>
      {sent && <NotificationBanner kind="success" text={t('file.sent', { reference: application.reference })} />}
      <p>
        <StateTag state={application.state} />
      </p>
      {isDraft && returned && (
        <WarningText>
          {t('file.returned', { day: formatDate(dayOf(returned.at), lang) })} {returned.reason}
        </WarningText>
      )}
      <p class="lede">{isDraft ? t('file.draftLede') : t(`file.next.${waitingFor(application.state) ?? 'nobody'}`)}</p>
      <FileSummary application={application} base={base} editable={isDraft} />
      {isDraft && <Sending application={application} base={base} />}
      {!isDraft && <Steps application={application} />}
      {canBecome(application.state, 'withdrawn') && (
        <p>
          <Link href={filePaths.withdrawal(base)}>{t('file.withdraw')}</Link>
        </p>
      )}
    </Frame>
  );
}

/** What a file says, with what may be changed in it. */
export function FileSummary({ application, base, editable }: { application: Application; base: string; editable: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { name, stateParty, category, hasCouncil, headName, headFunction, contactName, contactFunction, contactEmail, motives } =
    application;
  const change = (href: string, hidden: string) => (editable ? { actions: [{ href, text: t('file.change'), hidden }] } : {});
  const missing = <span class="muted">{t('file.missing')}</span>;
  const lines = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(', ');
  return (
    <SummaryList
      rows={[
        {
          key: t('file.authority'),
          value: name ? (
            <>
              {lines(name, stateParty && inLang(stateParty.name, lang))}
              {category && (
                <>
                  <br />
                  {t(`applicant.${category}`)}
                </>
              )}
            </>
          ) : (
            missing
          ),
          ...change(filePaths.authority(base), t('file.authority')),
        },
        !hasCouncil && { key: t('file.council'), value: t('file.noCouncil') },
        {
          key: t('file.head'),
          value: headName ? lines(headName, headFunction) : missing,
          ...change(filePaths.head(base), t('file.head')),
        },
        {
          key: t('file.contact'),
          value: contactName ? lines(contactName, contactFunction, contactEmail) : missing,
          ...change(filePaths.contact(base), t('file.contact')),
        },
        {
          key: t('file.motives'),
          value: motives ?? <span class="muted">{t('file.motivesOptional')}</span>,
          ...change(filePaths.motives(base), t('file.motives')),
        },
        {
          key: t('file.documents'),
          value: application.documents.length > 0 ? <DocumentLinks documents={application.documents} base={base} /> : missing,
          ...change(filePaths.documents(base), t('file.documents')),
        },
      ]}
    />
  );
}

function Sending({ application, base }: { application: Application; base: string }) {
  const t = say.in(usePage().lang);
  const gaps = findGaps({ ...application, documents: application.documents.map(({ kind }) => kind) });
  if (gaps.length === 0)
    return (
      <ButtonGroup>
        <Button href={filePaths.submission(base)}>{t('file.send')}</Button>
      </ButtonGroup>
    );
  const page = { authority: filePaths.authority, head: filePaths.head, contact: filePaths.contact, documents: filePaths.documents }[
    gaps[0]!
  ];
  return (
    <>
      <InsetText>{t('file.gaps', { gaps: gaps.map((gap) => t(`step.${gap}`)).join(', ') })}</InsetText>
      <ButtonGroup>
        <Button href={page(base)}>{t('file.goOn')}</Button>
      </ButtonGroup>
    </>
  );
}

/** What happened to an application, the last first. */
export function Steps({ application }: { application: Application }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h2>{t('file.steps')}</h2>
      <Timeline
        items={application.steps.toReversed().map(({ state, number, at, by, onDay, reason, decisionCode }) => ({
          title: state === 'draft' && number > 1 ? t('state.returned') : t(`step.state.${state}`),
          when: formatInstant(at, lang),
          datetime: at.toString({ smallestUnit: 'second' }),
          by,
          children: (
            <>
              {onDay && <p>{t(state === 'member' ? 'file.memberFrom' : 'file.onDay', { day: formatDate(onDay, lang) })}</p>}
              {decisionCode && <p>{t('file.decision', { code: decisionCode })}</p>}
              {reason && <p>{reason}</p>}
            </>
          ),
        }))}
      />
    </>
  );
}
