import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type ComponentChildren, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { PageContext, type PageContextValue } from './page-context.ts';

// Holds our components against the HTML that govuk-frontend prints for the same options.

/** The options of a fixture, as govuk-frontend's macros take them. */
// oxlint-disable-next-line typescript/no-explicit-any -- JSON of another package, nested as its macros are
export type Options = { readonly [name: string]: any };

/**
 * One test for each fixture of a govuk-frontend component. `toVNode` hands its options to our component;
 * `without` is the reviewed list of options ours does not have: the fixtures that use one are left out, with
 * those named in `except`. An entry that leaves nothing out is refused.
 */
export function testFixtures(
  component: string,
  toVNode: (options: Options) => VNode | null,
  without: string[] = [],
  except: string[] = [],
): void {
  const fixtures = readFixtures(component);
  const left = new Set(without);
  for (const { name, options, html } of fixtures) {
    if (except.includes(name) || optionPaths(options).some((option) => left.has(option))) continue;
    test(`${component}: ${name}`, () => {
      const ours = renderToString(<PageContext.Provider value={englishPage}>{toVNode(options)}</PageContext.Provider>);
      expect(
        readTree(
          ours
            .replaceAll('href="/en/', 'href="/')
            .replaceAll('href="/en"', 'href="/"')
            .replaceAll(/ data-i18n\.[\w-]+="[^"]*"/g, ''),
        ),
      ).toEqual(readTree(html));
    });
  }
  test(`${component}: everything left out is something that govuk-frontend has`, () => {
    const all = new Set(fixtures.flatMap(({ name, options }) => [name, ...optionPaths(options)]));
    expect([...without, ...except].filter((entry) => !all.has(entry))).toEqual([]);
  });
}

/** The printable content of a `{ text }` or `{ html }` option. */
export function content(option: Options | null | undefined): ComponentChildren {
  return option?.html ? toChildren(readTree(option.html)) : option?.text;
}

export const englishPage: PageContextValue = { lang: 'en', path: '/', user: null, navigation: [], otherLanguageHref: '/' };

interface Element {
  tag: string;
  attributes: Record<string, string>;
  children: Tree;
}
type Tree = (Element | string)[];

/** A tree of elements with sorted attributes and classes, without the white space between them. */
export function readTree(html: string): Tree {
  const root: Element = { tag: '', attributes: {}, children: [] };
  const open = [root];
  for (const [, comment, closing, tag, attributes, selfClosed, text] of html.matchAll(
    /(<!--.*?-->|<!doctype[^>]*>)|<\/([\w-]+)>|<([\w-]+)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/gis,
  )) {
    const parent = open.at(-1)!;
    if (comment) continue;
    else if (closing) {
      if (open.pop()!.tag !== closing.toLowerCase()) throw new Error(`Unexpected </${closing}> in ${html}`);
    } else if (tag) {
      const element = { tag: tag.toLowerCase(), attributes: readAttributes(attributes!), children: [] };
      parent.children.push(element);
      if (!selfClosed && !voidTags.has(element.tag)) open.push(element);
    } else {
      const trimmed = decode(text!).replace(/\s+/g, ' ').trim();
      if (trimmed) parent.children.push(trimmed);
    }
  }
  return root.children;
}

function readFixtures(component: string): { name: string; options: Options; html: string }[] {
  const root = path.dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'));
  return JSON.parse(readFileSync(path.join(root, `dist/govuk/components/${component}/fixtures.json`), 'utf8')).fixtures;
}

// `items.hint.html` for { items: [{ hint: { html } }] }, and the branches above it.
function optionPaths(options: unknown, prefix = ''): string[] {
  if (Array.isArray(options)) return options.flatMap((item) => optionPaths(item, prefix));
  if (typeof options !== 'object' || options === null) return [];
  return Object.entries(options).flatMap(([name, value]) => [prefix + name, ...optionPaths(value, `${prefix}${name}.`)]);
}

function readAttributes(source: string): Record<string, string> {
  const pairs = [...source.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, name, value = '']): [string, string] => {
    const text = decode(value).trim();
    return [name!.toLowerCase(), name === 'class' || name === 'aria-describedby' ? text.split(/\s+/).sort().join(' ') : text];
  });
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function decode(text: string): string {
  return text.replace(
    /&(\w+|#\d+);/g,
    (entity, name: string) => entities[name] ?? (name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : entity),
  );
}

function toChildren(tree: Tree): ComponentChildren {
  return tree.map((node) => (typeof node === 'string' ? node : h(node.tag, node.attributes, toChildren(node.children))));
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', ctdot: '⋯', apos: "'" };
const voidTags = new Set(['input', 'br', 'img', 'hr', 'meta', 'link', 'source', 'wbr']);
