import { SubNavigation, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { fundSettingPaths } from '../paths.ts';

/** The pages of what the fund goes by. */
export function RulesNavigation({ current }: { current: 'settings' | 'themes' }) {
  const t = say.in(usePage().lang);
  return (
    <SubNavigation
      label={t('nav.rules')}
      items={(['settings', 'themes'] as const).map((page) => ({
        href: fundSettingPaths[page](),
        label: t(`${page}.title`),
        current: page === current,
      }))}
    />
  );
}
