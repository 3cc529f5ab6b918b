import type { AskedDay } from '../../asked-day.ts';
import { formatPartialDate } from '../../../../kernel/dates.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { Button, ButtonGroup, Details, Link, Timeline, usePage } from '../../../../ui/index.ts';
import type { Body } from '../../bodies/queries.ts';
import type { ListedSeat } from '../../bodies/seats.ts';
import { SeatStandingTag } from '../../bodies/views/seat-standing-tag.tsx';
import { spanInWords } from '../../facts/spans.ts';
import { say as sayRegister } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import { useRegister } from '../../views/register-context.ts';
import { doubtInWords, mannerInWords, termInWords, titleAsLabel, titleOf } from '../in-words.ts';
import { say } from '../messages.ts';
import type { Mandate } from '../queries.ts';
import { StandingTag } from './standing-tag.tsx';

export interface GovernanceProps {
  party: { slug: string; kind: string };
  /** Every mandate at its head, whatever the day; the latest first. */
  mandates: Mandate[];
  seats: ListedSeat[];
  bodies: Body[];
  /** The secretariat sees who each person is. */
  isStaff: boolean;
}

/** Who is at its head on the day, certain or to be confirmed; who was before; where it sits; its own bodies. Never how anyone is reached. */
export function GovernanceSection({ party, mandates, seats, bodies, isStaff }: GovernanceProps) {
  const { mayChange, day } = useRegister();
  const t = say.in(usePage().lang);
  const isHeaded = headed.has(party.kind);
  if (mandates.length + seats.length + bodies.length === 0 && !(mayChange && isHeaded)) return null;
  const heads = mandates.filter(({ standing }) => standing === 'sitting' || standing === 'unconfirmed');
  const others = mandates.filter((one) => !heads.includes(one));
  return (
    <section>
      <h2>{t('governance.title')}</h2>
      {heads.map((head) => (
        <Head head={head} isStaff={isStaff} />
      ))}
      {heads.length === 0 && isHeaded && <p class="muted">{t('governance.noHead')}</p>}
      {mayChange && isHeaded && (
        <ButtonGroup>
          <Button kind="secondary" href={registerPaths.newMandate(party.slug)}>
            {t('mandate.new')}
          </Button>
          {heads.map((head) => (
            <Link class="govuk-link" href={registerPaths.mandate(head.factId)}>
              {t('mandate.open', { name: head.person.name })}
            </Link>
          ))}
        </ButtonGroup>
      )}
      {others.length > 0 && (
        <Details summary={t('governance.others', { count: others.length })}>
          <MandateTimeline mandates={others} isStaff={isStaff} />
        </Details>
      )}
      <Seats seats={seats} day={day} />
      <Bodies bodies={bodies} />
    </section>
  );
}

/** The kinds of parties that have a head. */
const headed = new Set(['local_authority', 'association']);

function Head({ head, isStaff }: { head: Mandate; isStaff: boolean }) {
  const { lang } = usePage();
  const doubt = doubtInWords(head, lang);
  return (
    <>
      <p class="lede">
        {titleAsLabel(head, lang)} : <PersonName mandate={head} isStaff={isStaff} />{' '}
        {head.standing !== 'sitting' && <StandingTag standing={head.standing} />}
      </p>
      <p class="row-note">
        {termInWords(head, lang)} · <Link href={registerPaths.history('mandate', head.factId)}>{sayRegister.in(lang)('fact.history')}</Link>
      </p>
      {doubt && <p>{doubt}</p>}
    </>
  );
}

/** Mandates in order, each with its dates and how it ended. */
function MandateTimeline({ mandates, isStaff }: { mandates: Mandate[]; isStaff: boolean }) {
  const { lang } = usePage();
  return (
    <Timeline
      items={mandates.map((mandate) => ({
        title: <PersonName mandate={mandate} isStaff={isStaff} />,
        by: titleOf(mandate, lang),
        when: spanInWords({ from: mandate.from, to: mandate.to, attestedFrom: null }, lang),
        datetime: mandate.from ? formatPartialDate(mandate.from) : (mandate.to?.date.toString() ?? ''),
        children: (
          <p>
            {mannerInWords(mandate, lang)} ·{' '}
            <Link href={registerPaths.history('mandate', mandate.factId)}>{sayRegister.in(lang)('fact.history')}</Link>
          </p>
        ),
      }))}
    />
  );
}

function PersonName({ mandate: { person }, isStaff }: { mandate: Mandate; isStaff: boolean }) {
  return isStaff ? <Link href={registerPaths.person(person.id)}>{person.name}</Link> : <>{person.name}</>;
}

function Seats({ seats, day }: { seats: ListedSeat[]; day: AskedDay }) {
  const { lang, onDay } = useRegister();
  const t = say.in(lang);
  const held = seats.filter(({ standing }) => standing !== null);
  if (held.length === 0) return null;
  return (
    <>
      <h3>{t(day.inWords.on ? 'governance.seatsThen' : 'governance.seats')}</h3>
      <ul>
        {held.map(({ body, function: seatFunction, person, standing }) => (
          <li>
            <Link href={onDay(registerPaths.body(body.slug))}>{inLang({ fr: body.nameFr, en: body.nameEn }, lang)}</Link> :{' '}
            {sayRegister.in(lang)(`function.${seatFunction}`)}, {person.name} <SeatStandingTag standing={standing!} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Bodies({ bodies }: { bodies: Body[] }) {
  const { lang, onDay } = useRegister();
  if (bodies.length === 0) return null;
  return (
    <>
      <h3>{say.in(lang)('bodies.title')}</h3>
      <ul>
        {bodies.map((body) => (
          <li>
            <Link href={onDay(registerPaths.body(body.slug))}>{inLang({ fr: body.nameFr, en: body.nameEn }, lang)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}
