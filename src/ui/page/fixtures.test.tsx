import { PageContext } from '../page-context.ts';
import { content, englishPage, type Options, testFixtures } from '../fixtures.tsx';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { ServiceNavigation } from './service-navigation.tsx';
import { SkipLink } from './skip-link.tsx';

testFixtures(
  'breadcrumbs',
  (options) => (
    <Breadcrumbs
      items={(options.items ?? []).map((item: Options) => ({ text: item.text, href: item.href }))}
      class={options.classes}
      collapseOnMobile={options.collapseOnMobile}
    />
  ),
  ['attributes', 'items.attributes', 'items.html', 'labelText'],
);

testFixtures('skip-link', (options) => <SkipLink href={options.href ?? '#content'}>{content(options)}</SkipLink>, [
  'attributes',
  'classes',
]);

testFixtures(
  'service-navigation',
  (options) => (
    <PageContext.Provider value={{ ...englishPage, path: options.navigation?.find((item: Options) => item.current)?.href ?? '/' }}>
      <ServiceNavigation
        label={options.navigationLabel ?? 'Menu'}
        items={(options.navigation ?? []).map((item: Options) => ({
          href: item.href,
          label: item.text,
          current: Boolean(item.current || item.active),
        }))}
      />
    </PageContext.Provider>
  ),
  [
    'attributes',
    'classes',
    'serviceName',
    'slots',
    'navigation.html',
    'navigation.active',
    'navigationClasses',
    'navigationId',
    'menuButtonText',
    'menuButtonLabel',
    'ariaLabel',
  ],
  [
    // Our sections wrap on a narrow screen: there is nothing to unroll, hence no button, and nothing at all without sections.
    'default',
    'with navigation with a current item',
    'with large navigation',
    'with custom navigation label',
    'with navigation having empty values',
    'with navigation having only empty values',
    'with no options set',
    'with navigation being an empty array',
    'with a single navigation item and collapseNavigationOnMobile set to true',
  ],
);
