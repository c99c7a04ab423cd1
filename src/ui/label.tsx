import type { ComponentProps } from 'react';
import { classes, isShown } from './props.ts';

export type LabelProps = ComponentProps<'label'> & { isPageHeading?: boolean | undefined };

/**
 * The name of one control; nothing when it has no words.
 *
 * @example <Label htmlFor="name">Name</Label>
 */
export function Label({ isPageHeading, children, ...rest }: LabelProps) {
  if (!isShown(children)) return null;
  const label = (
    // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control by htmlFor
    <label {...rest} className={classes('govuk-label', rest.className)}>
      {children}
    </label>
  );
  return isPageHeading ? <h1 className="govuk-label-wrapper">{label}</h1> : label;
}
