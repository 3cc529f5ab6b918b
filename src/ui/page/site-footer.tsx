import { Mark } from '../mark.tsx';
import { usePage } from '../page-context.ts';
import { layoutPaths } from '../paths.ts';

/** What this is, said once more, and the pages that the law asks for. */
export function SiteFooter() {
  const { t, href } = usePage();
  return (
    <footer class="foot">
      <div class="govuk-width-container foot-in">
        <Mark />
        <p>{t('layout.footer')}</p>
        <ul>
          <li>
            <a href={href(layoutPaths.accessibility)}>{t('layout.accessibility')}</a>
          </li>
          <li>
            <a href={href(layoutPaths.legal)}>{t('layout.legal')}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}
