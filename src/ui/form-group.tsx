import type { ReactNode } from 'react';
import { ErrorMessage } from './error-message.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';
import { classes, type FieldProps, ids, isShown } from './props.ts';

export type FormGroupProps = Omit<FieldProps, 'name' | 'id'> & {
  /** Id of the control. */
  id: string;
  /** Draws the control; it is handed the ids that describe it. */
  children: (describedBy: string | undefined) => ReactNode;
};

/**
 * One question in one control: label, hint, what is wrong, the control, in that order.
 *
 * @example <FormGroup id="q" label="Search">{(describedBy) => <input id="q" aria-describedby={describedBy} />}</FormGroup>
 */
export function FormGroup({ id, label, hint, errorMessage, describedBy, children, ...rest }: FormGroupProps) {
  const [hasHint, hasError] = [isShown(hint), isShown(errorMessage)];
  return (
    <div className={classes('govuk-form-group', hasError && 'govuk-form-group--error', rest.groupClassName)}>
      <Label className={rest.labelClassName} htmlFor={id} isPageHeading={rest.labelIsPageHeading}>
        {label}
      </Label>
      {hasHint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {hasError && <ErrorMessage id={`${id}-error`}>{errorMessage}</ErrorMessage>}
      {children(ids(describedBy, hasHint && `${id}-hint`, hasError && `${id}-error`))}
    </div>
  );
}
