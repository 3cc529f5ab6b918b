import { SubNavigation, usePage } from '../../../ui/index.ts';
import { say } from '../messages.ts';
import { membershipPaths } from '../paths.ts';

/** The pages of membership that the secretariat goes between. */
export function MembershipNavigation({ current }: { current: 'applications' | 'members' | 'corrections' | 'settings' }) {
  const t = say.in(usePage().lang);
  return (
    <SubNavigation
      label={t('nav.applications')}
      items={(['applications', 'members', 'corrections', 'settings'] as const).map((page) => ({
        href: membershipPaths[page](),
        label: t(`${page}.title`),
        current: page === current,
      }))}
    />
  );
}
