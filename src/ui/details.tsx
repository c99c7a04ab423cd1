import type { ComponentProps, ReactNode } from 'react';
import { classes } from './props.ts';

export type DetailsProps = Omit<ComponentProps<'details'>, 'summary'> & { summary: ReactNode };

/**
 * More for those who want it, folded away.
 *
 * @example <Details summary="Where does this come from?">…</Details>
 */
export function Details({ summary, className, children, ...rest }: DetailsProps) {
  return (
    <details {...rest} className={classes('govuk-details', className)}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summary}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  );
}
