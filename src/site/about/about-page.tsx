import { Page, usePage } from '../../ui/index.ts';
import { say } from './messages.ts';

/** What works for everyone, what does not yet, and whom to ask. */
export function AccessibilityPage() {
  const t = say.in(usePage().lang);
  return (
    <Page title={t('accessibility.title')}>
      <h1>{t('accessibility.title')}</h1>
      <p class="lede">{t('accessibility.state')}</p>
      <p>{t('accessibility.works')}</p>
      <h2>{t('accessibility.known')}</h2>
      <p>{t('accessibility.knownText')}</p>
      <p>{t('accessibility.help')}</p>
    </Page>
  );
}

/** Who answers for what is read here, and what is kept of readers. */
export function LegalPage() {
  const t = say.in(usePage().lang);
  return (
    <Page title={t('legal.title')}>
      <h1>{t('legal.title')}</h1>
      <p>{t('legal.software')}</p>
      <p>{t('legal.data')}</p>
      <h2>{t('legal.personal')}</h2>
      <p>{t('legal.personalText')}</p>
      <h2>{t('legal.map')}</h2>
      <p>{t('legal.mapText')}</p>
    </Page>
  );
}
