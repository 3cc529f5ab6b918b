import { formatDate, formatInstant } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import {
  BigNumbers,
  Button,
  ButtonGroup,
  EmptyState,
  Form,
  InsetText,
  Link,
  NotificationBanner,
  Select,
  SummaryList,
  Table,
  usePage,
} from '../../../../ui/index.ts';
import { rankedTitle } from '../../agenda/queries.ts';
import type { Decision } from '../../decisions/queries.ts';
import { quorumOf } from '../../journal/state.ts';
import { say } from '../../messages.ts';
import { assemblyPaths } from '../../paths.ts';
import { SittingFrame } from '../../views/sitting-frame.tsx';
import { StepTag } from '../../views/step-tag.tsx';
import type { ItemDossier, SittingDossier } from '../queries.ts';
import { canBecome, isOver, isUnderWay } from '../rules.ts';

export interface SittingPageProps {
  dossier: SittingDossier;
  decisions: readonly Decision[];
  mayHold: boolean;
  /** Accounts that may be named tellers. */
  team: readonly { id: string; name: string }[];
  done?: 'done' | undefined;
  /** Why something was refused. */
  refused?: string | undefined;
  /** How many links were sent, and to whom none could be. */
  links?: { sent: number; without: string[] } | undefined;
}

/** A sitting: where it stands, what comes next, its agenda, its decisions. */
export function SittingPage({ dossier, decisions, mayHold, team, done, refused, links }: SittingPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, body, state } = dossier;
  return (
    <SittingFrame sitting={sitting} tab="sitting">
      {done && <NotificationBanner kind="success" text={t('sitting.done')} />}
      {refused && <NotificationBanner text={refused} />}
      {links && <LinksSent dossier={dossier} links={links} />}
      <p class="eyebrow">{inLang({ fr: body.nameFr, en: body.nameEn }, lang)}</p>
      <h1>{inLang({ fr: sitting.titleFr, en: sitting.titleEn }, lang)}</h1>
      <SummaryList
        rows={[
          { key: t('sittings.step'), value: <StepTag step={state.step} /> },
          { key: t('sittings.at'), value: formatInstant(sitting.startsAt, lang) },
          { key: t('sittings.mode'), value: t(`mode.${sitting.mode}`) },
          sitting.place !== null && { key: t('field.place'), value: sitting.place },
          sitting.urgent && { key: t('field.urgency'), value: t('field.urgent') },
          sitting.number !== null && {
            key: t('sitting.rank'),
            value: t('sitting.rankOf', { number: sitting.number, year: String(sitting.year) }),
          },
        ]}
      />
      <p>{t(`next.${state.step}`)}</p>
      {mayHold && <Actions dossier={dossier} />}
      <QuorumNumbers dossier={dossier} />
      <Agenda dossier={dossier} mayHold={mayHold} />
      {decisions.length > 0 && <Decisions decisions={decisions} />}
      <Tellers dossier={dossier} team={team} mayHold={mayHold} />
    </SittingFrame>
  );
}

/** One button for what comes next; the life cycle decides. */
function Actions({ dossier: { sitting, state } }: { dossier: SittingDossier }) {
  const t = say.in(usePage().lang);
  const { slug } = sitting;
  const steps = (['open', 'closed', 'suspended', 'cancelled'] as const).filter((to) => canBecome(state.step, to));
  return (
    <>
      <ButtonGroup>
        {canBecome(state.step, 'convened') && <Button href={assemblyPaths.convening(slug)}>{t('action.convened')}</Button>}
        {steps.map((to, index) => (
          <Button kind={index === 0 && to === 'open' ? 'primary' : 'secondary'} href={assemblyPaths.step(slug, to)}>
            {to === 'open' && state.step === 'suspended' ? t('action.resume') : t(`action.${to}`)}
          </Button>
        ))}
        {(state.step === 'closed' || state.step === 'minuted') && <Button href={assemblyPaths.minutes(slug)}>{t('action.minutes')}</Button>}
      </ButtonGroup>
      {isUnderWay(state.step) && (
        <Form action={assemblyPaths.links(slug)}>
          <Button kind="secondary">{t('action.links')}</Button>
        </Form>
      )}
    </>
  );
}

function LinksSent({ dossier, links }: { dossier: SittingDossier; links: { sent: number; without: string[] } }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <NotificationBanner kind="success" text={t('link.sent', { count: links.sent })}>
      {links.without.length > 0 && (
        <p>
          {t('link.without', { count: links.without.length })}{' '}
          {links.without.map((id) => inLang(dossier.parties.get(id)!.name, lang)).join(', ')}
        </p>
      )}
    </NotificationBanner>
  );
}

function QuorumNumbers({ dossier: { state } }: { dossier: SittingDossier }) {
  const t = say.in(usePage().lang);
  if (state.step === 'cancelled') return null;
  const quorum = quorumOf(state);
  const isHeld = state.step !== 'prepared' && state.step !== 'convened';
  return (
    <>
      <BigNumbers
        items={[
          { value: quorum.entitled, label: t('quorum.entitled') },
          { value: quorum.present, label: t('quorum.present') },
          { value: quorum.represented, label: t('quorum.represented') },
          { value: quorum.needed, label: t('quorum.needed') },
        ]}
      />
      {!isHeld && <InsetText>{t('quorum.notFrozen')}</InsetText>}
    </>
  );
}

function Agenda({ dossier, mayHold }: { dossier: SittingDossier; mayHold: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { sitting, state } = dossier;
  const [items, withdrawn] = [dossier.items.filter(isOn), dossier.items.filter((item) => !isOn(item))];
  return (
    <>
      <h2>{t('agenda.title')}</h2>
      {items.length === 0 ? (
        <EmptyState title={t('agenda.none')}>
          <p>{t('agenda.noneHint')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('agenda.count', { count: items.length })}
          captionHidden
          firstCellIsHeader
          columns={[
            { header: t('agenda.item') },
            { header: t('agenda.kind') },
            { header: t('agenda.papers') },
            { header: t('agenda.votes') },
          ]}
          rows={items.map((item) => [
            <Link href={assemblyPaths.item(sitting.slug, item.id)}>{rankedTitle(item, lang)}</Link>,
            t(`itemKind.${item.kind}`),
            papersInWords(item, t),
            item.votes.map((one, index) => (
              <>
                {index > 0 && ', '}
                <Link href={assemblyPaths.vote(sitting.slug, one.number)}>{t('agenda.vote', { number: one.number })}</Link>
              </>
            )),
          ])}
        />
      )}
      {withdrawn.length > 0 && <Withdrawn sitting={sitting} items={withdrawn} />}
      {mayHold && !isOver(state.step) && (
        <Button kind="secondary" href={assemblyPaths.items(sitting.slug)}>
          {t('agenda.add')}
        </Button>
      )}
    </>
  );
}

function isOn({ withdrawnAt }: ItemDossier): boolean {
  return withdrawnAt === null;
}

function Withdrawn({ sitting, items }: { sitting: SittingDossier['sitting']; items: readonly ItemDossier[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <>
      <h3>{t('agenda.withdrawn')}</h3>
      <ul>
        {items.map((item) => (
          <li>
            <Link href={assemblyPaths.item(sitting.slug, item.id)}>{rankedTitle(item, lang)}</Link>
            {item.withdrawnReason && t('agenda.because', { reason: item.withdrawnReason })}
          </li>
        ))}
      </ul>
    </>
  );
}

function papersInWords({ papers }: ItemDossier, t: ReturnType<typeof say.in>): string {
  const owed = papers.filter((one) => one.fileId === null).length;
  const there = papers.length - owed;
  return owed > 0 ? t('agenda.papersOwed', { there, owed }) : t('agenda.papersThere', { there });
}

function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Table
      caption={t('decisions.title')}
      firstCellIsHeader
      columns={[{ header: t('decisions.number') }, { header: t('decisions.about') }, { header: t('decisions.on') }]}
      rows={decisions.map((one) => [
        <Link href={assemblyPaths.decision(one.code)}>{one.code}</Link>,
        <>
          {inLang(one.title, lang)} {one.cancelled && <strong>{t('decisions.cancelled')}</strong>}
        </>,
        formatDate(one.at.toZonedDateTimeISO('Europe/Paris').toPlainDate(), lang),
      ])}
    />
  );
}

function Tellers({ dossier: { sitting, state, tellers }, team, mayHold }: Pick<SittingPageProps, 'dossier' | 'team' | 'mayHold'>) {
  const t = say.in(usePage().lang);
  const isChangeable = mayHold && !isOver(state.step);
  const named = team.filter(({ id }) => tellers.includes(id));
  const others = team.filter(({ id }) => !tellers.includes(id));
  return (
    <>
      <h2>{t('tellers.title')}</h2>
      {named.length === 0 && <p>{t('tellers.none')}</p>}
      <ul class="plain">
        {named.map((one) => (
          <li>
            {one.name}
            {isChangeable && (
              <Form action={assemblyPaths.tellerRemoval(sitting.slug, one.id)}>
                <Button kind="secondary">{t('tellers.remove', { name: one.name })}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {isChangeable && others.length > 0 && (
        <Form action={assemblyPaths.tellers(sitting.slug)}>
          <Select
            name="user"
            label={t('tellers.add')}
            hint={t('tellers.hint')}
            options={[{ value: '', text: t('field.choose') }, ...others.map((one) => ({ value: one.id, text: one.name }))]}
          />
          <Button kind="secondary">{t('tellers.button')}</Button>
        </Form>
      )}
    </>
  );
}
