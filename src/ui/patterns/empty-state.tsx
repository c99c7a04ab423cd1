import type { ReactNode } from 'react';
import { Button } from '../button.tsx';

export type EmptyStateProps = {
  /** What this place is for, in a few words. */
  title: string;
  /** How it comes to be filled, and what to do when that is not for whoever reads it. */
  children: ReactNode;
  /** What to do first. */
  action?: { href: string; text: string } | undefined;
};

/**
 * A place that has nothing in it yet: it says what it is for and what to do first, never only that it is empty.
 *
 * @example <EmptyState title="Files go in here" action={{ href: '/sources/new', text: 'Bring a file in' }}>…</EmptyState>
 */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="wm-empty">
      <h2 className="govuk-heading-m wm-empty__title">{title}</h2>
      {children}
      {action && <Button href={action.href}>{action.text}</Button>}
    </div>
  );
}
