import { dayOf, formatDate } from '../../../../../kernel/i18n/format.ts';
import { Link, SummaryList, Table, Tag, usePage } from '../../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { appraisalPaths } from '../../paths.ts';
import type { ReadinessLine } from '../../readiness/check.ts';
import { Frame, type FrameProps } from '../../views/frame.tsx';
import { diligenceKinds } from '../../vocabulary.ts';
import type { Diligence } from '../schema.ts';

export interface DiligencePageProps extends Pick<FrameProps, 'file' | 'now' | 'done'> {
  lines: readonly ReadinessLine[];
  verified: readonly Diligence[];
}

const shown = [...diligenceKinds, 'mandate', 'bank'] as const;

/** What is known of whoever asks: verified by someone, or read in the register and the fund. */
export function DiligencePage({ lines, verified, ...frame }: DiligencePageProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const { reference } = frame.file.dossier;
  return (
    <Frame {...frame} tab="diligence">
      <p class="lede">{t('diligence.lede')}</p>
      <SummaryList
        rows={shown.map((kind) => {
          const line = lines.find((one) => one.kind === kind)!;
          return {
            key: t(`ready.kind.${kind}`),
            value: (
              <>
                <Tag kind={line.isMet ? 'good' : line.blocks ? 'bad' : 'waiting'}>
                  {t(line.isMet ? 'ready.met' : line.blocks ? 'ready.missing' : 'ready.later')}
                </Tag>{' '}
                {line.why(lang)}
              </>
            ),
            actions: frame.file.mayManage ? actionsOf(line, verified, reference, t) : undefined,
          };
        })}
      />
      {verified.length > 0 && (
        <Table
          caption={t('diligence.history')}
          dense
          firstCellIsHeader
          columns={[
            { header: t('diligence.point') },
            { header: t('diligence.outcome') },
            { header: t('diligence.words') },
            { header: t('diligence.evidence') },
            { header: t('diligence.by') },
          ]}
          rows={verified.toReversed().map((one) => [
            t(`diligence.kind.${one.kind}`),
            t(`diligence.${one.outcome}`),
            <>
              {one.words}
              {one.list && (
                <>
                  <br />
                  <span class="muted">{t('diligence.listed', { list: one.list, day: formatDate(one.listOn!, lang) })}</span>
                </>
              )}
            </>,
            one.hash ? (
              <>
                <Link href={appraisalPaths.diligenceFile(reference, one.number)} download>
                  {t('diligence.download')}
                </Link>
                <br />
                <code title={one.hash}>{one.hash.slice(0, 12)}…</code>
              </>
            ) : (
              '–'
            ),
            t('diligence.signed', { name: one.by, day: formatDate(dayOf(one.at), lang) }),
          ])}
        />
      )}
    </Frame>
  );
}

/** What a person verifies, or enters where accounts are kept; the mandate is the register's. */
function actionsOf({ kind, path }: ReadinessLine, verified: readonly Diligence[], reference: string, t: ReturnType<typeof say.in>) {
  if (kind === 'bank') return [{ href: path, text: t('diligence.accounts'), hidden: t('ready.kind.bank') }];
  const written = diligenceKinds.find((one) => one === kind);
  if (!written) return undefined;
  const text = t(verified.some((one) => one.kind === written) ? 'diligence.again' : 'diligence.record');
  return [{ href: appraisalPaths.diligenceOf(reference, written), text, hidden: t(`diligence.kind.${written}`) }];
}
