import type { ComponentProps } from 'react';
import { classes } from './props.ts';

/**
 * Past the header to what the page is about; first thing on every page, shown when focused.
 *
 * @example <SkipLink href="#main-content">Skip to main content</SkipLink>
 */
export function SkipLink({ href = '#content', className, children, ...rest }: ComponentProps<'a'>) {
  return (
    <a {...rest} href={href} className={classes('govuk-skip-link', className)} data-module="govuk-skip-link">
      {children}
    </a>
  );
}
