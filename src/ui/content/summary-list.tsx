import type { ComponentChildren } from 'preact';
import { classNames } from '../class-names.ts';
import { usePage } from '../page-context.ts';

export interface SummaryAction {
  href: string;
  text: string;
  /** What the action is about, for those who hear links out of their row. */
  hidden?: string | undefined;
}

export interface SummaryRow {
  key: ComponentChildren;
  value: ComponentChildren;
  actions?: SummaryAction[] | undefined;
  class?: string | undefined;
}

export interface SummaryListProps {
  rows: (SummaryRow | null | undefined | false)[];
  /** Put the list in a card with this title and these actions. */
  card?: { title: string; headingLevel?: 2 | 3 | 4 | undefined; actions?: SummaryAction[] | undefined } | undefined;
  class?: string | undefined;
}

/** Names and values, each with what can be done about it. */
export function SummaryList({ rows, card, class: className }: SummaryListProps) {
  const kept = rows.filter((row) => row !== null && row !== undefined && row !== false);
  const anyActions = kept.some((row) => row.actions?.length);
  const list = (
    <dl class={classNames('govuk-summary-list', className)}>
      {kept.map((row) => (
        <div class={classNames('govuk-summary-list__row', anyActions && !row.actions && 'govuk-summary-list__row--no-actions', row.class)}>
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {row.actions?.length ? (
            <dd class="govuk-summary-list__actions">
              <Actions
                actions={row.actions}
                about={card?.title}
                list="govuk-summary-list__actions-list"
                item="govuk-summary-list__actions-list-item"
              />
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
  return card ? <Card {...card}>{list}</Card> : list;
}

function Card({
  title,
  headingLevel = 2,
  actions = [],
  children,
}: NonNullable<SummaryListProps['card']> & { children: ComponentChildren }) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <Heading class="govuk-summary-card__title">{title}</Heading>
        {actions.length === 1 && (
          <div class="govuk-summary-card__actions">
            <ActionLink {...actions[0]!} about={title} />
          </div>
        )}
        {actions.length > 1 && (
          <Actions actions={actions} about={title} list="govuk-summary-card__actions" item="govuk-summary-card__action" />
        )}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  );
}

function Actions({ actions, about, list, item }: { actions: SummaryAction[]; about: string | undefined; list: string; item: string }) {
  if (actions.length === 1) return <ActionLink {...actions[0]!} about={about} />;
  return (
    <ul class={list}>
      {actions.map((action) => (
        <li class={item}>
          <ActionLink {...action} about={about} />
        </li>
      ))}
    </ul>
  );
}

function ActionLink({ href, text, hidden, about }: SummaryAction & { about: string | undefined }) {
  const page = usePage();
  return (
    <a class="govuk-link" href={page.href(href)}>
      {text}
      {(hidden || about) && (
        <span class="govuk-visually-hidden">
          {hidden && ` ${hidden}`}
          {about && ` (${about})`}
        </span>
      )}
    </a>
  );
}
