import type { EndingThing } from '../../../../kernel/module.ts';
import { Link, usePage } from '../../../../ui/index.ts';
import { say } from '../messages.ts';

/** What is no longer someone's once their mandate is over: seats, proxies, delegations, signatures. */
export function EndingList({ ending }: { ending: EndingThing[] }) {
  const t = say.in(usePage().lang);
  if (ending.length === 0) return <p>{t('end.nothing')}</p>;
  return (
    <ul>
      {ending.map(({ what, path }) => (
        <li>{path ? <Link href={path}>{what}</Link> : what}</li>
      ))}
    </ul>
  );
}
