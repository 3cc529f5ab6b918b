import type { VNode } from 'preact';
import { expect, test } from 'vitest';
import { DayBar } from './day-bar.tsx';
import { FigureMark } from './figure-mark.tsx';
import { Table } from './content/table.tsx';
import { listPages } from './content/pagination.tsx';
import { sortableColumn } from './sortable-header.tsx';
import { Page, type PageProps } from './layout.tsx';
import { PageContext, type PageContextValue } from './page-context.ts';
import { renderPage } from './render.ts';

const french: PageContextValue = { lang: 'fr', path: '/villes?page=2', user: null, navigation: [], otherLanguageHref: '/en/villes?page=2' };

test('a page says its language, its title and where its content begins', () => {
  const html = render({ title: 'Villes', description: 'Les villes du réseau.' });
  expect(html).toMatch(/^<!doctype html><html lang="fr"/);
  expect(html).toContain('<title>Villes – Beffroi</title>');
  expect(html).toContain('<meta name="description" content="Les villes du réseau."/>');
  expect(html).toMatch(/<body><a href="#main"[^>]*>Aller au contenu<\/a>/);
  expect(html).toContain('<main id="main" tabindex="-1">');
});

test('the tab of a refused form begins with the error', () => {
  expect(render({ title: 'Nouvelle ville', hasErrors: true })).toContain('<title>Erreur\u00a0: Nouvelle ville – Beffroi</title>');
});

test('a visitor is offered to sign in, a person is named and can leave', () => {
  expect(render({ title: 'A' })).toContain('<a href="/connexion">Se connecter</a>');
  const signedIn = render({ title: 'A' }, { user: { name: 'Awa', role: 'editor' } });
  expect(signedIn).not.toContain('Se connecter');
  expect(signedIn).toMatch(/Awa<\/summary>.*<form method="post" action="\/deconnexion">/);
});

test('links of an English page lead to English pages', () => {
  const html = render(
    { title: 'Cities', breadcrumbs: [{ text: 'Home', href: '/' }, { text: 'Cities' }] },
    { lang: 'en', otherLanguageHref: '/villes' },
  );
  expect(html).toContain('<a class="govuk-breadcrumbs__link" href="/en">Home</a>');
  expect(html).toContain('action="/en/recherche"');
  expect(html).toContain('<a href="/villes" lang="fr" hreflang="fr">Français</a>');
});

test('a page asks for three files at most: itself, its style, its mark, and its islands only where it has some', () => {
  const plain = render({ title: 'A' });
  expect([...plain.matchAll(/(?:src|href)="\/assets\/(\w+)-\w+\.(\w+)"/g)].map(([, name, type]) => `${name}.${type}`)).toEqual([
    'beffroi.css',
    'mark.svg',
  ]);
  expect(render({ title: 'A', islands: ['confirm-leave'] })).toMatch(/<script src="\/assets\/confirm-leave-\w+\.js" defer>/);
});

test('a running job is asked for again where there is no JavaScript', () => {
  expect(render({ title: 'Import', refresh: 5 })).toContain('<noscript><meta http-equiv="refresh" content="5"/></noscript>');
});

test('the day bar keeps the other parameters and says nothing when the page shows today', () => {
  const html = renderIn(
    french,
    <DayBar
      on="24/11/2026"
      knownAt={null}
      onInWords={null}
      knownAtInWords={null}
      todayHref="/villes"
      params={{ q: 'a', kind: ['x', 'y'] }}
    />,
  );
  expect(html).toContain(
    '<input type="hidden" name="q" value="a"/><input type="hidden" name="kind" value="x"/><input type="hidden" name="kind" value="y"/>',
  );
  expect(html).not.toContain('Revenir');
});

test('the day bar says which day and which knowledge are shown, and leads back to today', () => {
  const html = renderIn(
    french,
    <DayBar on="18/11/2022" knownAt="19/11/2022" onInWords="18 novembre 2022" knownAtInWords="19 novembre 2022" todayHref="/villes" />,
  );
  expect(html).toContain(
    'Vous voyez ce qui était vrai le 18 novembre 2022, d’après ce que le registre savait le 19 novembre 2022. <a href="/villes">Revenir à aujourd’hui</a>',
  );
});

test('a sealed figure says its state in words', () => {
  expect(
    renderIn(
      french,
      <FigureMark href="/v/A" state="drift">
        90 États
      </FigureMark>,
    ),
  ).toContain('(preuve\u00a0: a changé depuis)');
});

test('a table with a caption scrolls in a region that the keyboard reaches', () => {
  const html = renderIn(french, <Table caption="Villes" columns={[{ header: 'Nom' }]} rows={[['Ouidah']]} />);
  expect(html).toContain('<section class="table-scroll" aria-label="Villes (tableau à faire défiler)" tabindex="0">');
});

test('a sorted column says so and its link turns the order', () => {
  const column = sortableColumn(
    { key: 'name', label: 'Nom' },
    { key: 'name', direction: 'ascending' },
    (sort) => `?tri=${sort.key}-${sort.direction}`,
  );
  const html = renderIn(french, <Table caption="Villes" columns={[column]} rows={[['Ouidah']]} />);
  expect(html).toContain('aria-sort="ascending"');
  expect(html).toContain('href="?tri=name-descending"');
});

test.each([
  [1, 1, [1]],
  [1, 3, [1, 2, 3]],
  [7, 42, [1, null, 6, 7, 8, null, 42]],
  [4, 42, [1, 2, 3, 4, 5, null, 42]],
  [42, 42, [1, null, 41, 42]],
])('page %i of %i shows its neighbours, both ends, and no gap of a single page', (page, pages, shown) => {
  expect(listPages(page, pages)).toEqual(shown);
});

function render(props: Omit<PageProps, 'children'>, context: Partial<PageContextValue> = {}): string {
  return renderIn({ ...french, ...context }, <Page {...props}>…</Page>);
}

function renderIn(context: PageContextValue, children: VNode): string {
  return renderPage(<PageContext.Provider value={context}>{children}</PageContext.Provider>);
}
