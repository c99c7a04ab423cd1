import type { ComponentProps, ReactNode } from 'react';
import { classes, isShown } from './props.ts';

export type FieldsetProps = ComponentProps<'fieldset'> & {
  legend?: ReactNode;
  legendClassName?: string | undefined;
  legendIsPageHeading?: boolean | undefined;
  describedBy?: string | undefined;
};

/**
 * Several controls that belong together, named by a legend.
 *
 * @example <Fieldset legend="Address">…</Fieldset>
 */
export function Fieldset(props: FieldsetProps) {
  const { legend, legendClassName, legendIsPageHeading, describedBy, className, children, ...rest } = props;
  return (
    <fieldset
      {...rest}
      className={classes('govuk-fieldset', className)}
      aria-describedby={describedBy || undefined}
    >
      {isShown(legend) && (
        <legend className={classes('govuk-fieldset__legend', legendClassName)}>
          {legendIsPageHeading ? <h1 className="govuk-fieldset__heading">{legend}</h1> : legend}
        </legend>
      )}
      {children}
    </fieldset>
  );
}
