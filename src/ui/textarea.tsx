import type { ComponentProps } from 'react';
import { FormGroup } from './form-group.tsx';
import { classes, controlProps, type FieldProps, groupProps, isShown } from './props.ts';

export type TextareaProps = FieldProps &
  Omit<ComponentProps<'textarea'>, keyof FieldProps | 'value' | 'defaultValue' | 'children'> & {
    value?: string | undefined;
  };

/**
 * A longer answer in words.
 *
 * @example <Textarea name="body" label="What happened?" rows={8} />
 */
export function Textarea(props: TextareaProps) {
  const group = groupProps(props);
  const { className, value, rows = 5, ...rest } = controlProps(props);
  return (
    <FormGroup {...group}>
      {(describedBy) => (
        <textarea
          {...rest}
          className={classes(
            'govuk-textarea',
            isShown(group.errorMessage) && 'govuk-textarea--error',
            className,
          )}
          id={group.id}
          name={props.name}
          rows={rows}
          defaultValue={value}
          aria-describedby={describedBy}
        />
      )}
    </FormGroup>
  );
}
