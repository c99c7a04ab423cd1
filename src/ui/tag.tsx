import type { ComponentProps } from 'react';
import { classes } from './props.ts';

export type TagProps = ComponentProps<'strong'> & {
  colour?: 'grey' | 'turquoise' | 'green' | 'purple' | 'pink' | 'red' | 'orange' | 'yellow' | undefined;
};

/**
 * The state of a thing, in one or two words. The colour only repeats what the words say.
 *
 * @example <Tag colour="green">Open</Tag>
 */
export function Tag({ colour, className, ...rest }: TagProps) {
  return <strong {...rest} className={classes('govuk-tag', colour && `govuk-tag--${colour}`, className)} />;
}
