import { formatNumber } from '../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../kernel/i18n/lang.ts';
import { BigNumbers, Button, EmptyState, ExportLinks, Link, Table, usePage } from '../../../../ui/index.ts';
import { type AskedDay, withQuery } from '../../asked-day.ts';
import type { Done } from '../../facts/done.ts';
import { startInWords } from '../../facts/spans.ts';
import { DoneNotice } from '../../facts/views/done-notice.tsx';
import { exportFormats } from '../../list-params.ts';
import { say } from '../../mandates/messages.ts';
import { titleOf } from '../../mandates/in-words.ts';
import { say as sayRegister } from '../../messages.ts';
import { type PartyRef, shortName } from '../../parties/directory.ts';
import { registerPaths } from '../../paths.ts';
import { DatedPage } from '../../views/dated-page.tsx';
import { useRegister } from '../../views/register-context.ts';
import { seatReason } from '../in-words.ts';
import type { Body, BodySeat } from '../queries.ts';
import { SeatStandingTag } from './seat-standing-tag.tsx';

export interface BodyPageProps {
  body: Body;
  institution: PartyRef;
  seats: BodySeat[];
  day: AskedDay;
  /** The secretariat sees who each person is. */
  isStaff: boolean;
  mayRecord: boolean;
  done: Done | null;
}

/** Who sits in a body on a day: each seat with its function, and the vacant ones with the reason. */
export function BodyPage({ body, institution, seats, day, isStaff, mayRecord, done }: BodyPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const name = inLang({ fr: body.nameFr, en: body.nameEn }, lang);
  return (
    <DatedPage
      day={day}
      mayRecord={mayRecord}
      path={registerPaths.body(body.slug)}
      title={name}
      description={t('body.description', { name })}
      eyebrow={<Link href={registerPaths.party(institution.slug)}>{shortName(institution, lang)}</Link>}
      trail={[{ text: t('bodies.title'), href: registerPaths.bodies() }]}
      before={done && <DoneNotice done={done} />}
    >
      <Content body={body} seats={seats} isStaff={isStaff} />
    </DatedPage>
  );
}

function Content({ body, seats, isStaff }: Pick<BodyPageProps, 'body' | 'seats' | 'isStaff'>) {
  const { lang, mayChange, onDay, partyHref } = useRegister();
  const t = say.in(lang);
  const r = sayRegister.in(lang);
  const path = onDay(registerPaths.body(body.slug));
  const counts = (['held', 'unconfirmed', 'vacant'] as const)
    .map((standing) => ({ standing, count: seats.filter((one) => one.standing === standing).length }))
    .filter(({ standing, count }) => count > 0 || standing === 'held');
  return (
    <>
      {seats.length > 0 && (
        <BigNumbers
          items={counts.map(({ standing, count }) => ({ value: formatNumber(count, lang), label: t(`seats.${standing}`, { count }) }))}
        />
      )}
      {mayChange && (
        <p>
          <Button kind="secondary" href={registerPaths.newSeat(body.slug)}>
            {t('seat.new')}
          </Button>
        </p>
      )}
      {seats.length === 0 ? (
        <EmptyState title={t('body.empty')} />
      ) : (
        <Table
          caption={t('body.caption', { count: seats.length })}
          columns={[
            { header: r('column.function') },
            { header: t('column.city') },
            { header: t('column.person') },
            { header: r('column.since') },
            { header: t('field.standing') },
            ...(mayChange ? [{ header: r('fact.actions') }] : []),
          ]}
          rows={seats.map((seat) => [
            r(`function.${seat.function}`),
            <Link href={partyHref(seat.party.slug)}>{inLang(seat.party.name, lang)}</Link>,
            <Sitting seat={seat} isStaff={isStaff} />,
            <Link href={registerPaths.history('seat', seat.factId)}>
              {startInWords({ from: seat.from, to: seat.to, attestedFrom: null }, lang)}
            </Link>,
            <>
              <SeatStandingTag standing={seat.standing} />
              <Reason seat={seat} />
            </>,
            ...(mayChange ? [<Actions seat={seat} />] : []),
          ])}
        />
      )}
      {seats.length > 0 && <ExportLinks hrefOf={(format) => withQuery(path, { format: exportFormats[format] })} />}
      <p class="muted">{t('body.rule')}</p>
    </>
  );
}

/** Who was given the seat; with the title that they bear, while it is theirs. */
function Sitting({ seat: { person, head, standing }, isStaff }: { seat: BodySeat; isStaff: boolean }) {
  const { lang } = useRegister();
  const name = isStaff ? <Link href={registerPaths.person(person.id)}>{person.name}</Link> : person.name;
  return (
    <>
      {standing === 'vacant' ? <s>{name}</s> : name}
      {standing !== 'vacant' && head && <p class="row-note">{titleOf(head, lang)}</p>}
    </>
  );
}

function Reason({ seat }: { seat: BodySeat }) {
  const reason = seatReason(seat, useRegister().lang);
  return reason ? <p class="row-note">{reason}</p> : null;
}

function Actions({ seat: { factId, to, party } }: { seat: BodySeat }) {
  const { lang } = useRegister();
  const changes = [...(to ? [] : ['fin' as const]), 'correction' as const, 'retrait' as const];
  return (
    <ul class="row-actions">
      {changes.map((change) => (
        <li>
          <Link href={registerPaths.changeFact('seat', factId, change)}>
            {sayRegister.in(lang)(`fact.action.${change}`)}
            <span class="govuk-visually-hidden"> ({inLang(party.name, lang)})</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
