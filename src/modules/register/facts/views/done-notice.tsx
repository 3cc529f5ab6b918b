import { Button, Form, Link, NotificationBanner, usePage } from '../../../../ui/index.ts';
import { say } from '../../messages.ts';
import { registerPaths } from '../../paths.ts';
import type { Done } from '../done.ts';

/** Says what was just recorded, and offers to undo it. */
export function DoneNotice({ done }: { done: Done }) {
  const t = say.in(usePage().lang);
  return (
    <NotificationBanner kind="success" text={done.reason}>
      <p>
        {t('done.text')} <Link href={registerPaths.revision(done.number)}>{t('done.revision', { number: done.number })}</Link>
      </p>
      {done.mayUndo && (
        <Form action={registerPaths.undo(done.number)}>
          <Button kind="secondary">{t('done.undo')}</Button>
        </Form>
      )}
    </NotificationBanner>
  );
}
