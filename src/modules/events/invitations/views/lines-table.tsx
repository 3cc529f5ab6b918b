import { inLang } from '../../../../kernel/i18n/lang.ts';
import type { ComponentChildren } from 'preact';
import { Link, Table, Tag, usePage } from '../../../../ui/index.ts';
import { type PartyRef, registerPaths } from '../../../register/index.ts';
import { say } from '../../messages.ts';
import type { Verdict } from '../../vocabulary.ts';

/** A party of a list as a page shows it. */
export interface ShownLine {
  party: PartyRef;
  verdict: Verdict;
  reason: string;
  /** What may be done about it. */
  actions?: ComponentChildren;
}

/** Parties in or out, each with its reason: nothing is left out of it. */
export function LinesTable({ caption, lines, withActions }: { caption: string; lines: ShownLine[]; withActions?: boolean }) {
  const { lang } = usePage();
  const t = say.in(lang);
  return (
    <Table
      caption={caption}
      dense
      firstCellIsHeader
      columns={[
        { header: t('line.party') },
        { header: t('line.verdict') },
        { header: t('line.reason') },
        ...(withActions ? [{ header: t('line.actions') }] : []),
      ]}
      rows={lines.map(({ party, verdict, reason, actions }) => [
        <Link href={registerPaths.party(party.slug)}>{inLang(party.name, lang)}</Link>,
        <VerdictTag verdict={verdict} />,
        reason,
        ...(withActions ? [actions] : []),
      ])}
    />
  );
}

export function VerdictTag({ verdict }: { verdict: Verdict }) {
  const t = say.in(usePage().lang);
  return <Tag kind={verdict === 'in' ? 'good' : 'bad'}>{t(`verdict.${verdict}`)}</Tag>;
}
