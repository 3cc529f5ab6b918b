import { localPath } from '../../kernel/http/env.ts';
import { Mark } from '../mark.tsx';
import { usePage } from '../page-context.ts';
import { layoutPaths } from '../paths.ts';

/** What this is, said once more, and the pages that the law asks for. */
export function SiteFooter() {
  const { t, lang } = usePage();
  return (
    <footer class="foot">
      <div class="govuk-width-container foot-in">
        <Mark />
        <p>{t('layout.footer')}</p>
        <ul>
          <li><a href={localPath(lang, layoutPaths.accessibility)}>{t('layout.accessibility')}</a></li>
          <li><a href={localPath(lang, layoutPaths.legal)}>{t('layout.legal')}</a></li>
        </ul>
      </div>
    </footer>
  );
}
