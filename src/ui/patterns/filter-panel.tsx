import type { ReactNode } from 'react';
import { Button } from '../button.tsx';

export type FilterPanelProps = {
  /** Address of the list, which the answers become a part of. */
  action: string;
  /** The fields. The first is the widest on a phone. */
  children: ReactNode;
  submitText: string;
  /** The way back to the whole list, where something narrows it. */
  clear?: { href: string; text: string } | undefined;
};

/**
 * Narrows a list down: a plain form that is sent to the address of the list, so that what one sees can be kept and passed on.
 *
 * @example <FilterPanel action="/people" submitText="Show"><Input name="q" label="Name" /></FilterPanel>
 */
export function FilterPanel({ action, children, submitText, clear }: FilterPanelProps) {
  return (
    <search className="wm-filter">
      <form method="get" action={action} className="wm-filter__form">
        {children}
        <div className="wm-filter__buttons">
          <Button kind="secondary">{submitText}</Button>
          {clear && (
            <a className="govuk-link" href={clear.href}>
              {clear.text}
            </a>
          )}
        </div>
      </form>
    </search>
  );
}
