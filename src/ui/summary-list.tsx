import type { ComponentProps, ReactNode } from 'react';
import { classes, isShown } from './props.ts';

export type SummaryAction = {
  href: string;
  text: ReactNode;
  /** What the link acts on, said but not shown: "Change name". */
  visuallyHiddenText?: string | undefined;
  className?: string | undefined;
};

export type SummaryRow = {
  key: ReactNode;
  value: ReactNode;
  className?: string | undefined;
  actions?: readonly SummaryAction[] | undefined;
};

export type SummaryListProps = Omit<ComponentProps<'dl'>, 'children'> & {
  rows: readonly SummaryRow[];
  /** Puts the list in a card with a title of its own. */
  card?:
    | {
        title?: ReactNode;
        headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
        actions?: readonly SummaryAction[] | undefined;
        className?: string | undefined;
      }
    | undefined;
};

/**
 * Facts about one thing, with links to change them.
 *
 * @example <SummaryList rows={[{ key: 'Year', value: 'Year 9', actions: [{ href: 'year', text: 'Change' }] }]} />
 */
export function SummaryList({ rows, card, className, ...rest }: SummaryListProps) {
  const anyActions = rows.some((row) => row.actions?.length);
  const list = (
    <dl {...rest} className={classes('govuk-summary-list', className)}>
      {rows.map((row, index) => (
        <div
          key={index}
          className={classes(
            'govuk-summary-list__row',
            anyActions && !row.actions && 'govuk-summary-list__row--no-actions',
            row.className,
          )}
        >
          <dt className="govuk-summary-list__key">{row.key}</dt>
          <dd className="govuk-summary-list__value">{row.value}</dd>
          {row.actions && row.actions.length > 0 && (
            <dd className="govuk-summary-list__actions">
              <RowActions actions={row.actions} cardTitle={card?.title} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
  if (!card) return list;
  const Heading = `h${card.headingLevel ?? 2}` as const;
  return (
    <div className={classes('govuk-summary-card', card.className)}>
      <div className="govuk-summary-card__title-wrapper">
        {isShown(card.title) && <Heading className="govuk-summary-card__title">{card.title}</Heading>}
        {card.actions && <CardActions actions={card.actions} cardTitle={card.title} />}
      </div>
      <div className="govuk-summary-card__content">{list}</div>
    </div>
  );
}

type ActionsProps = { actions: readonly SummaryAction[]; cardTitle: ReactNode };

function RowActions({ actions, cardTitle }: ActionsProps) {
  if (actions.length === 1)
    return actions.map((action) => <ActionLink key="only" {...{ action, cardTitle }} />);
  return (
    <ul className="govuk-summary-list__actions-list">
      {actions.map((action, index) => (
        <li key={index} className="govuk-summary-list__actions-list-item">
          <ActionLink {...{ action, cardTitle }} />
        </li>
      ))}
    </ul>
  );
}

function CardActions({ actions, cardTitle }: ActionsProps) {
  if (actions.length === 0) return null;
  if (actions.length === 1) {
    return (
      <div className="govuk-summary-card__actions">
        {actions.map((action) => (
          <ActionLink key="only" {...{ action, cardTitle }} />
        ))}
      </div>
    );
  }
  return (
    <ul className="govuk-summary-card__actions">
      {actions.map((action, index) => (
        <li key={index} className="govuk-summary-card__action">
          <ActionLink {...{ action, cardTitle }} />
        </li>
      ))}
    </ul>
  );
}

function ActionLink({ action, cardTitle }: { action: SummaryAction; cardTitle: ReactNode }) {
  const hasTitle = isShown(cardTitle);
  return (
    <a className={classes('govuk-link', action.className)} href={action.href}>
      {action.text}
      {(action.visuallyHiddenText || hasTitle) && (
        <span className="govuk-visually-hidden">
          {action.visuallyHiddenText && ` ${action.visuallyHiddenText}`}
          {hasTitle && <> ({cardTitle})</>}
        </span>
      )}
    </a>
  );
}
