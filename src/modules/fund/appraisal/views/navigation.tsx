import { SubNavigation, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { appraisalPaths } from '../paths.ts';

const pages = { desk: 'desk.title', assignments: 'assignment.title', experts: 'experts.title', sittings: 'sittings.title' } as const;

/** The pages of those who appraise. */
export function AppraisalNavigation({ current }: { current: keyof typeof pages }) {
  const t = say.in(usePage().lang);
  return (
    <SubNavigation
      label={t('nav.desk')}
      items={(Object.keys(pages) as (keyof typeof pages)[]).map((page) => ({
        href: appraisalPaths[page](),
        label: t(pages[page]),
        current: page === current,
      }))}
    />
  );
}
