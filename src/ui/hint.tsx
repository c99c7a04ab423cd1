import type { ComponentProps } from 'react';
import { classes } from './props.ts';

/**
 * Help with a question, read out after its label.
 *
 * @example <Hint id="born-hint">For example, 27 3 2011</Hint>
 */
export function Hint({ className, ...rest }: ComponentProps<'div'>) {
  return <div {...rest} className={classes('govuk-hint', className)} />;
}
