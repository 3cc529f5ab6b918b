import { usePage } from './page-context.ts';

/** A code or an address that people copy: the island `copy-button` puts a button after it. */
export function Copyable({ children }: { children: string }) {
  const { t } = usePage();
  return (
    <copy-button data-copy={t('copy.button')} data-copied={t('copy.done')}>
      <code>{children}</code>
    </copy-button>
  );
}
