import { formatInstant } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { formatMoney } from '../../../../../kernel/money.ts';
import {
  Button,
  ButtonGroup,
  type FieldErrors,
  Form,
  InsetText,
  Link,
  Panel,
  SummaryList,
  Table,
  Tag,
  type TagKind,
  usePage,
  WarningText,
} from '../../../../../ui/index.ts';
import type { Deposit } from '../../queries.ts';
import { say } from '../../messages.ts';
import { dossierPaths } from '../../paths.ts';
import { findAsked, pieceLabel } from '../../writing/labels.ts';
import type { OwnDossier } from '../../writing/queries.ts';
import { Frame } from '../../writing/views/frame.tsx';
import { type Examined, problemSentence } from '../examination.ts';

export interface DepositPageProps {
  own: OwnDossier;
  examined: Examined;
  /** What the deposit was refused for, the pieces aside, which are listed. */
  errors?: FieldErrors | undefined;
}

/** Everything that still stands in the way of a deposit, all at once, with where to put it right; then the deposit itself. */
export function DepositPage({ own, examined, errors = {} }: DepositPageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { problems, eligibility, content, call, isConceptNote } = examined;
  const isReady = problems.length === 0 && eligibility.every(({ answer }) => answer !== 'no');
  return (
    <Frame own={own} title={t('deposit.title')} hasErrors={Object.keys(errors).length > 0}>
      {isConceptNote && <InsetText>{t('deposit.conceptNote')}</InsetText>}
      {problems.length > 0 && (
        <>
          <h2>{t('deposit.left', { count: problems.length })}</h2>
          <ul>
            {problems.map((problem) => {
              const asked = findAsked(own.definition, problem.path);
              const label = pieceLabel(own.definition, own.pieces, problem.path, lang);
              return (
                <li>
                  {asked ? (
                    <Link href={`${dossierPaths.section(own.dossier.id, asked.section)}?tout#${problem.path}`}>{label}</Link>
                  ) : (
                    <strong>{label}</strong>
                  )}
                  {t('colon')}
                  {problemSentence(problem, lang)}
                </li>
              );
            })}
          </ul>
        </>
      )}
      {eligibility.length > 0 && (
        <>
          <h2>{t('deposit.conditions')}</h2>
          <Table
            caption={t('deposit.conditions')}
            captionHidden
            columns={[{ header: t('deposit.answer') }, { header: t('deposit.why') }, { header: t('deposit.provide') }]}
            rows={eligibility.map(({ answer, why, provide }) => [
              <Tag kind={answerKinds[answer]}>{t(`eligibility.${answer}`)}</Tag>,
              why(lang),
              provide ? provide(lang) : '–',
            ])}
          />
        </>
      )}
      {content.budget.totalCents > 0 && (
        <SummaryList
          rows={[
            { key: t('deposit.requested'), value: formatMoney(content.budget.fundCents, lang, call.currency) },
            { key: t('deposit.total'), value: formatMoney(content.budget.totalCents, lang, call.currency) },
          ]}
        />
      )}
      {isReady ? (
        <Form errors={errors} keptNote={false}>
          <WarningText>{t('deposit.warning')}</WarningText>
          <ButtonGroup>
            <Button>{t('deposit.button')}</Button>
            <Link href={dossierPaths.dossier(own.dossier.id)}>{t('section.overview')}</Link>
          </ButtonGroup>
        </Form>
      ) : (
        <p>
          <Link href={dossierPaths.dossier(own.dossier.id)}>{t('section.overview')}</Link>
        </p>
      )}
    </Frame>
  );
}

const answerKinds: Record<'yes' | 'no' | 'unknown', TagKind> = { yes: 'good', no: 'bad', unknown: 'waiting' };

/** The receipt of a deposit. */
export function ReceiptPage({ own, deposit, isNew }: { own: OwnDossier; deposit: Deposit; isNew: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Frame own={own} title={t('receipt.title', { number: deposit.number })}>
      {isNew && (
        <Panel title={t('receipt.done')} headingLevel={2}>
          {t('receipt.reference')} <strong>{own.dossier.reference}</strong>
        </Panel>
      )}
      <SummaryList rows={receiptRows(own, deposit, lang).map(([key, value]) => ({ key, value }))} />
      <ButtonGroup>
        <Button kind="secondary" href={dossierPaths.receiptPdf(own.dossier.id, deposit.number)}>
          {t('receipt.pdf')}
        </Button>
        <Link href={dossierPaths.dossier(own.dossier.id)}>{t('section.overview')}</Link>
      </ButtonGroup>
    </Frame>
  );
}

/** What a receipt says, on the page and on paper. */
export function receiptRows(own: OwnDossier, deposit: Deposit, lang: 'fr' | 'en'): [string, string][] {
  const t = say.in(lang);
  return [
    [t('receipt.reference'), own.dossier.reference ?? ''],
    [t('dossier.title'), deposit.title],
    [t('overview.call'), inLang({ fr: own.call.nameFr, en: own.call.nameEn }, lang)],
    [t('overview.lead'), inLang(own.lead.name, lang)],
    [t('receipt.number'), String(deposit.number)],
    [t('receipt.at'), formatInstant(deposit.at, lang)],
    [t('receipt.by'), deposit.by],
    [t('deposit.requested'), formatMoney(deposit.requestedCents, lang, deposit.currency)],
    [t('deposit.total'), formatMoney(deposit.totalCents, lang, deposit.currency)],
    [t('receipt.files'), deposit.content.files.map(({ name }) => name).join(', ') || '–'],
    [t('receipt.code'), deposit.receipt],
    [t('receipt.hash'), deposit.hash],
  ];
}
