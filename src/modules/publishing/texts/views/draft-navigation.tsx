import { SubNavigation, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { publishingPaths } from '../../paths.ts';

/** The pages of one text for those who write it: where it stands, its words, its numbers. */
export function DraftNavigation({ slug, current }: { slug: string; current: 'draft' | 'edition' | 'reading' }) {
  const t = say.in(usePage().lang);
  return (
    <SubNavigation
      label={t('draft.navigation')}
      items={(['draft', 'edition', 'reading'] as const).map((page) => ({
        href: publishingPaths[page](slug),
        label: t(`draft.page.${page}`),
        current: page === current,
      }))}
    />
  );
}
