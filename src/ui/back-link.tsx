import { type ComponentProps, use } from 'react';
import { classes } from './props.ts';
import { UiWordsContext } from './ui-words.ts';

/**
 * To the page before, at the top of a page that belongs to another.
 *
 * @example <BackLink href="/people" />
 */
export function BackLink({ href = '#', className, children, ...rest }: ComponentProps<'a'>) {
  const words = use(UiWordsContext);
  return (
    <a {...rest} href={href} className={classes('govuk-back-link', className)}>
      {children ?? words.back}
    </a>
  );
}
