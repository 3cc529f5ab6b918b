import { Tag, type TagKind, usePage } from '../../../../ui/index.ts';
import type { ReportState } from '../../vocabulary.ts';
import { say } from '../messages.ts';

const kinds: Record<ReportState, TagKind> = { draft: 'neutral', submitted: 'waiting', returned: 'bad', accepted: 'good' };

/** Where a report stands, in a word; late first of all. */
export function ReportTag({ state, isLate }: { state: ReportState | null; isLate: boolean }) {
  const t = say.in(usePage().lang);
  if (isLate) return <Tag kind="bad">{t('state.late')}</Tag>;
  return <Tag kind={state ? kinds[state] : 'neutral'}>{t(`state.${state ?? 'none'}`)}</Tag>;
}
