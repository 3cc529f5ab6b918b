import { formatNumber } from '../../../../../kernel/i18n/format.ts';
import { inLang } from '../../../../../kernel/i18n/lang.ts';
import { ExportLinks, Pagination, SubNavigation, Table, usePage } from '../../../../../ui/index.ts';
import { withQuery } from '../../../asked-day.ts';
import { exportFormats } from '../../../list-params.ts';
import { registerPaths } from '../../../paths.ts';
import { say } from '../../messages.ts';
import type { Outcome } from '../../plan.ts';
import { outcomes } from '../../schema.ts';
import type { Run, RunLine } from '../queries.ts';
import { lineInWords } from '../words.ts';

export interface LinesProps {
  run: Run;
  outcome: Outcome;
  lines: readonly RunLine[];
  total: number;
  page: number;
  pages: number;
}

/** What the file would change, one outcome at a time: new, ended, corrected, the same, refused. */
export function Lines({ run, outcome, lines, total, page, pages }: LinesProps) {
  const { lang } = usePage();
  const t = say.in(lang);
  const hrefOf = (shown: Outcome, more: Record<string, string | number> = {}) =>
    withQuery(registerPaths.import(run.id), { montrer: shown, ...more });
  return (
    <>
      <SubNavigation
        label={t('lines.title')}
        items={outcomes.map((one) => ({
          href: hrefOf(one),
          label: t(`lines.tab.${one}`, { count: run.counts![one] }),
          current: one === outcome,
        }))}
      />
      {total === 0 ? (
        <p>{t(`lines.none.${outcome}`)}</p>
      ) : (
        <Table
          caption={t(`lines.caption.${outcome}`, { count: total })}
          dense
          columns={[
            { header: t('lines.line'), numeric: true },
            { header: t('lines.about') },
            { header: t(outcome === 'refused' ? 'lines.reason' : 'lines.change') },
          ]}
          rows={lines.map((line) => [
            { content: line.line === null ? t('lines.absent') : formatNumber(line.line, lang), numeric: true },
            line.label
              ? inLang(line.label, lang)
              : (line.cells ?? [])
                  .filter((cell) => cell !== '')
                  .slice(0, 3)
                  .join(' ; '),
            <Words words={lineInWords(run.kind, line, lang)} apart={outcome !== 'new'} />,
          ])}
        />
      )}
      <Pagination page={page} pages={pages} hrefOf={(number) => hrefOf(outcome, { page: number })} />
      {total > 0 && <ExportLinks hrefOf={(format) => hrefOf(outcome, { format: exportFormats[format] })} />}
    </>
  );
}

/** What is new is read at a glance; what changes, one change under the other. */
function Words({ words, apart }: { words: string[]; apart: boolean }) {
  if (!apart) return <>{words.join(' ; ')}</>;
  return (
    <>
      {words.map((sentence, index) => (
        <>
          {index > 0 && <br />}
          {sentence}
        </>
      ))}
    </>
  );
}
