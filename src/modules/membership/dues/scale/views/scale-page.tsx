import { formatDate, formatInstant, formatNumber } from '../../../../../kernel/i18n/format.ts';
import { Button, ButtonGroup, Link, NotificationBanner, SummaryList, Table, Timeline, usePage } from '../../../../../ui/index.ts';
import { say as sayMembership } from '../../../messages.ts';
import { say } from '../../messages.ts';
import { formatMoney } from '../../money/fields.ts';
import { duesPaths } from '../../paths.ts';
import { DuesPage } from '../../views/dues-page.tsx';
import { scaleStates } from '../../vocabulary.ts';
import type { NumberRange } from '../../schema.ts';
import type { Scale } from '../queries.ts';
import { canBecome } from '../rules.ts';
import { ScaleTag } from './scales-page.tsx';

export interface ScalePageProps {
  scale: Scale;
  mayKeep: boolean;
  done?: string | undefined;
}

const steps = { voted: duesPaths.vote, in_force: duesPaths.inForce, withdrawn: duesPaths.scaleWithdrawal };

/** A scale, its life, and the step that comes next. */
export function ScalePage({ scale, mayKeep, done }: ScalePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const saidDone = scaleStates.find((one) => one === done);
  return (
    <DuesPage
      title={t('scales.ofYearVersion', { year: String(scale.year), version: String(scale.version) })}
      section="scales"
      above={[{ text: t('nav.scales'), href: duesPaths.scales() }]}
    >
      {saidDone && <NotificationBanner kind="success" text={t(`scaleDone.${saidDone}`)} />}
      <p>
        <ScaleTag state={scale.state} />
      </p>
      <ButtonGroup>
        <Button href={duesPaths.simulation(scale.id)}>{t('scales.simulate')}</Button>
        {mayKeep && scale.state === 'proposed' && (
          <Button kind="secondary" href={duesPaths.scaleEdition(scale.id)}>
            {t('scales.editThis')}
          </Button>
        )}
        {mayKeep &&
          (['voted', 'in_force', 'withdrawn'] as const).map(
            (to) =>
              canBecome(scale.state, to) && (
                <Button kind="secondary" href={steps[to](scale.id)}>
                  {t(`scaleAsk.${to}.title`)}
                </Button>
              ),
          )}
        {scale.state === 'in_force' && mayKeep && (
          <Button kind="secondary" href={duesPaths.newCampaign(scale.year)}>
            {t('calls.new')}
          </Button>
        )}
      </ButtonGroup>
      <SummaryList
        rows={[
          { key: t('scales.floor'), value: formatMoney(scale.floorCents, lang) },
          { key: t('kind.entry_fee'), value: scale.entryFeeCents > 0 ? formatMoney(scale.entryFeeCents, lang) : t('scales.noEntryFee') },
          scale.voluntary.length > 0 && {
            key: t('paper.call.voluntary'),
            value: scale.voluntary.map((cents) => formatMoney(cents, lang)).join(', '),
          },
          ...scale.flats.map(({ category, amountCents }) => ({
            key: t('scales.flat', { category: sayMembership.in(lang)(`category.${category}`) }),
            value: formatMoney(amountCents, lang),
          })),
          scale.note !== null && { key: t('field.note'), value: scale.note },
        ]}
      />
      {scale.bands.length > 0 && (
        <Table
          caption={t('scales.table', { count: scale.bands.length })}
          dense
          columns={[{ header: t('basis.gni') }, { header: t('basis.population') }, { header: t('column.amount'), numeric: true }]}
          rows={scale.bands.map(({ gni, population, amountCents }) => [
            rangeInWords(gni),
            rangeInWords(population),
            formatMoney(Math.max(amountCents, scale.floorCents), lang),
          ])}
        />
      )}
      <h2>{t('scales.life')}</h2>
      <Timeline
        items={scale.steps.toReversed().map((one) => ({
          title: t(`scaleState.${one.state}`),
          by: one.by,
          when: formatInstant(one.at, lang),
          datetime: one.at.toString(),
          children: (
            <>
              {one.decidedOn && <p>{t('scales.decided', { day: formatDate(one.decidedOn, lang), source: one.source })}</p>}
              {one.reason && <p>{one.reason}</p>}
            </>
          ),
        }))}
      />
      <p>
        <Link href={`${duesPaths.simulation(scale.id)}?format=csv`}>{t('scales.simulationCsv')}</Link>
      </p>
    </DuesPage>
  );

  function rangeInWords({ from, to }: NumberRange): string {
    const number = (value: number) => formatNumber(value, lang, { maximumFractionDigits: 2 });
    return to === null ? t('scales.from', { from: number(from) }) : t('scales.between', { from: number(from), to: number(to) });
  }
}
