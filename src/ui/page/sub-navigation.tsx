import { usePage } from '../page-context.ts';

export interface SubNavigationItem {
  href: string;
  label: string;
  current?: boolean | undefined;
}

/** The pages of one thing: its summary, its history, its figures. */
export function SubNavigation({ label, items }: { label: string; items: SubNavigationItem[] }) {
  const { href } = usePage();
  return (
    <nav class="subnav" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li>
            <a href={href(item.href)} aria-current={item.current ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
