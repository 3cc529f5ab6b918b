import { content, type Options, testFixtures } from '../fixtures.tsx';
import { Details, InsetText, Panel, WarningText } from './notes.tsx';
import { NotificationBanner } from './notification-banner.tsx';
import { PaginationLinks } from './pagination.tsx';
import { SummaryList } from './summary-list.tsx';
import { Table } from './table.tsx';
import { Tabs } from './tabs.tsx';
import { Tag } from './tag.tsx';

testFixtures(
  'details',
  (options) => (
    <Details
      id={options.id}
      class={options.classes}
      open={options.open}
      summary={content({ html: options.summaryHtml, text: options.summaryText })}
    >
      {content(options)}
    </Details>
  ),
  ['attributes'],
);

testFixtures(
  'inset-text',
  (options) => (
    <InsetText id={options.id} class={options.classes}>
      {content(options)}
    </InsetText>
  ),
  ['attributes'],
);
testFixtures('warning-text', (options) => <WarningText class={options.classes}>{content(options)}</WarningText>, [
  'attributes',
  'iconFallbackText',
]);
testFixtures('tag', (options) => <Tag class={options.classes}>{content(options)}</Tag>, ['attributes']);

testFixtures(
  'panel',
  (options) => (
    <Panel
      title={content({ html: options.titleHtml, text: options.titleText })}
      headingLevel={options.headingLevel}
      class={options.classes}
    >
      {content(options)}
    </Panel>
  ),
  ['attributes', 'actions'],
  ['interruption with custom classes', 'interruption, no actions'],
);

testFixtures(
  'notification-banner',
  (options) => (
    <NotificationBanner
      text={options.html ? undefined : options.text}
      kind={options.type}
      title={options.titleText}
      titleId={options.titleId}
      headingLevel={options.titleHeadingLevel}
      role={options.role}
      class={options.classes}
    >
      {options.html && content(options)}
    </NotificationBanner>
  ),
  ['attributes', 'disableAutoFocus', 'titleHtml'],
);

testFixtures(
  'summary-list',
  (options) => (
    <SummaryList
      class={options.classes}
      card={
        options.card && {
          title: content(options.card.title) as string,
          headingLevel: options.card.title?.headingLevel,
          actions: options.card.actions?.items?.map(action),
        }
      }
      rows={(options.rows ?? []).map((row: Options | null) =>
        row
          ? {
              key: content(row.key),
              value: content(row.value),
              actions: row.actions?.items?.map(action),
              class: row.classes,
            }
          : null,
      )}
    />
  ),
  [
    'attributes',
    'card.attributes',
    'card.classes',
    'rows.key.classes',
    'rows.value.classes',
    'rows.actions.classes',
    'rows.actions.items.attributes',
    'rows.actions.items.classes',
  ],
);

testFixtures(
  'table',
  (options) => (
    <Table
      plain
      caption={options.caption}
      captionClass={options.captionClasses}
      columns={options.head?.map((cell: Options) => ({ header: content(cell), numeric: cell.format === 'numeric', ...look(cell) }))}
      rows={(options.rows ?? []).map(
        (row: Options[] | null) =>
          row && row.map((cell) => ({ content: content(cell), numeric: cell.format === 'numeric', ...look(cell) })),
      )}
      firstCellIsHeader={options.firstCellIsHeader}
      class={options.classes}
    />
  ),
  ['attributes', 'head.attributes', 'rows.attributes'],
);

testFixtures(
  'tabs',
  (options) => (
    <Tabs
      id={options.id}
      title={options.title}
      class={options.classes}
      items={(options.items ?? []).map((item: Options | null) =>
        item ? { id: item.id, label: item.label, content: content(item.panel) } : null,
      )}
    />
  ),
  ['attributes', 'idPrefix', 'items.attributes', 'items.panel.attributes'],
);

testFixtures(
  'pagination',
  (options) => (
    <PaginationLinks
      previous={link(options.previous)}
      next={link(options.next)}
      items={options.items
        ?.filter((item: Options | null) => item && Object.keys(item).length > 0)
        .map((item: Options) =>
          item.ellipsis ? null : { number: item.number, href: item.href, current: item.current, label: item.visuallyHiddenText },
        )}
      landmark={options.landmarkLabel}
      class={options.classes}
    />
  ),
  ['attributes'],
);

function action(item: Options) {
  return { href: item.href, text: content(item) as string, hidden: item.visuallyHiddenText };
}

function link(option: Options | undefined) {
  return option?.href ? { href: option.href as string, text: content(option), label: option.labelText } : undefined;
}

function look(cell: Options) {
  return { class: cell.classes, colspan: cell.colspan, rowspan: cell.rowspan };
}
