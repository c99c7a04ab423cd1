import type { ComponentProps } from 'react';
import { classes } from './props.ts';

/**
 * Words set apart from those around them.
 *
 * @example <InsetText>Nobody has written anything yet.</InsetText>
 */
export function InsetText({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={classes('govuk-inset-text', className)} />;
}
