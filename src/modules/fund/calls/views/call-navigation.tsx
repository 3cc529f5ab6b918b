import { SubNavigation, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';
import { callPaths, formPaths } from '../paths.ts';

/** Calls, and the forms that they ask. */
export function CallNavigation({ current }: { current: 'calls' | 'forms' }) {
  const t = say.in(usePage().lang);
  return (
    <SubNavigation
      label={t('nav.calls')}
      items={[
        { href: callPaths.calls(), label: t('calls.title'), current: current === 'calls' },
        { href: formPaths.forms(), label: t('forms.title'), current: current === 'forms' },
      ]}
    />
  );
}
