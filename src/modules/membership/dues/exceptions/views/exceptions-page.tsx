import { formatDate, formatInstant } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import {
  Button,
  EmptyState,
  type FieldErrors,
  Filters,
  Form,
  type FormValues,
  Link,
  NotificationBanner,
  Pagination,
  Select,
  SummaryList,
  Table,
  Tag,
  TextArea,
  usePage,
} from '../../../../../ui/index.ts';
import type { PartyRef } from '../../../../register/index.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import type { LedgerEntry } from '../../schema.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import type { ExceptionCase } from '../queries.ts';

export interface ExceptionsPageProps {
  cases: readonly ExceptionCase[];
  parties: ReadonlyMap<string, PartyRef>;
  total: number;
  waiting: boolean;
  page: number;
  pages: number;
}

/** What the direction signs: waivers and large reversals, those that wait first. */
export function ExceptionsPage({ cases, parties, total, waiting, page, pages }: ExceptionsPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const state = waiting ? '' : 'all';
  return (
    <DuesPage title={t('nav.exceptions')} section="exceptions">
      <p class="lede">{t('exceptions.lede')}</p>
      <Filters action={duesPaths.exceptions()} values={{ state }} clearHref={duesPaths.exceptions()}>
        <Select
          name="state"
          label={t('column.state')}
          options={[
            { value: '', text: t('exceptions.waiting') },
            { value: 'all', text: t('accounts.all') },
          ]}
        />
      </Filters>
      {cases.length === 0 ? (
        <EmptyState title={t('exceptions.none')}>
          <p>{t('exceptions.noneText')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('exceptions.count', { count: total })}
          dense
          firstCellIsHeader
          columns={[
            { header: t('column.member') },
            { header: t('column.what') },
            { header: t('column.amount'), numeric: true },
            { header: t('column.proposed') },
            { header: t('column.state') },
          ]}
          rows={cases.map((one) => [
            <Link href={duesPaths.exception(one.exception.id)}>{inLang(parties.get(one.exception.partyId)!.name, lang)}</Link>,
            t(`exceptions.what.${one.exception.kind}`, { year: String(one.exception.year ?? '') }),
            formatMoney(one.exception.amountCents, lang),
            `${formatInstant(one.exception.proposedAt, lang)}, ${one.exception.proposedBy}`,
            <StateTag one={one} />,
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => `${duesPaths.exceptions()}?state=${state}&page=${number}`} />
    </DuesPage>
  );
}

function StateTag({ one: { decision } }: { one: ExceptionCase }) {
  const t = say.in(usePage().lang);
  if (!decision) return <Tag kind="waiting">{t('exceptions.state.waiting')}</Tag>;
  return decision.signed ? <Tag kind="good">{t('exceptions.state.signed')}</Tag> : <Tag kind="over">{t('exceptions.state.refused')}</Tag>;
}

export interface ExceptionPageProps {
  found: ExceptionCase & { entry: LedgerEntry | null };
  party: PartyRef;
  maySign: boolean;
  /** The person proposed it. */
  own: boolean;
  done: boolean;
  values?: FormValues | undefined;
  errors?: FieldErrors | undefined;
}

/** One thing to sign: what it is, who asks for it and why, and the two answers. */
export function ExceptionPage({ found, party, maySign, own, done, values, errors = {} }: ExceptionPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { exception, decision, entry } = found;
  const name = inLang(party.name, lang);
  return (
    <DuesPage
      title={t(`exceptions.what.${exception.kind}`, { year: String(exception.year ?? '') })}
      section="exceptions"
      eyebrow={name}
      above={[{ text: t('nav.exceptions'), href: duesPaths.exceptions() }]}
      hasErrors={Object.keys(errors).length > 0}
    >
      {done && decision && <NotificationBanner kind="success" text={t(decision.signed ? 'done.signed' : 'done.refused')} />}
      <SummaryList
        rows={[
          { key: t('column.member'), value: <Link href={duesPaths.account(party.slug)}>{name}</Link> },
          { key: t('column.amount'), value: formatMoney(exception.amountCents, lang) },
          entry !== null && {
            key: t('field.entry', { number: String(entry.number), day: formatDate(entry.bookedOn, lang) }),
            value: entry.label,
          },
          { key: t('field.reason'), value: exception.reason },
          { key: t('column.proposed'), value: `${formatInstant(exception.proposedAt, lang)}, ${exception.proposedBy}` },
          {
            key: t('column.state'),
            value: (
              <>
                <StateTag one={found} /> {decision && `${formatInstant(decision.at, lang)}, ${decision.by}`}
              </>
            ),
          },
          decision?.reason !== null && decision?.reason !== undefined && { key: t('exceptions.refusedBecause'), value: decision.reason },
        ]}
      />
      {!decision && own && <p>{t('exception.ownProposal')}</p>}
      {!decision && maySign && !own && (
        <>
          <h2>{t('exceptions.decide')}</h2>
          <p>{t('exceptions.signText')}</p>
          <Form errors={values?.['answer'] === 'sign' ? errors : {}}>
            <input type="hidden" name="answer" value="sign" />
            <Button>{t('exceptions.sign')}</Button>
          </Form>
          <Form values={values} errors={values?.['answer'] === 'refuse' ? errors : {}}>
            <input type="hidden" name="answer" value="refuse" />
            <TextArea name="reason" label={t('exceptions.refusedBecause')} rows={3} maxlength={1000} />
            <Button kind="secondary">{t('exceptions.refuse')}</Button>
          </Form>
        </>
      )}
    </DuesPage>
  );
}
