import type { ReactNode } from 'react';
import { ErrorMessage } from './error-message.tsx';
import { Fieldset } from './fieldset.tsx';
import { Hint } from './hint.tsx';
import { type ChoiceProps, classes, ids, isShown } from './props.ts';

export type ChoiceGroupProps = Omit<ChoiceProps, 'name' | 'className' | 'idPrefix'> & {
  /** Ids of the hint and the error start with this. */
  id: string;
  role?: string | undefined;
  children: ReactNode;
};

/** A question answered by several controls: legend, hint, what is wrong, then the controls. */
export function ChoiceGroup({
  id,
  legend,
  hint,
  errorMessage,
  describedBy,
  children,
  ...rest
}: ChoiceGroupProps) {
  const [hasHint, hasError] = [isShown(hint), isShown(errorMessage)];
  const inner = (
    <>
      {hasHint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {hasError && <ErrorMessage id={`${id}-error`}>{errorMessage}</ErrorMessage>}
      {children}
    </>
  );
  return (
    <div className={classes('govuk-form-group', hasError && 'govuk-form-group--error', rest.groupClassName)}>
      {isShown(legend) ? (
        <Fieldset
          legend={legend}
          legendClassName={rest.legendClassName}
          legendIsPageHeading={rest.legendIsPageHeading}
          role={rest.role}
          describedBy={ids(describedBy, hasHint && `${id}-hint`, hasError && `${id}-error`)}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </div>
  );
}
