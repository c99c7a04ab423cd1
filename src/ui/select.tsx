import type { ComponentProps } from 'react';
import { FormGroup } from './form-group.tsx';
import { classes, controlProps, type FieldProps, groupProps, isShown } from './props.ts';

export type SelectProps = FieldProps &
  Omit<ComponentProps<'select'>, keyof FieldProps | 'value' | 'defaultValue' | 'children'> & {
    items: readonly { value?: string | number | undefined; text: string; disabled?: boolean | undefined }[];
    value?: string | number | undefined;
  };

/**
 * One answer from a long list. For a handful of answers use `Radios`.
 *
 * @example <Select name="year" label="Year group" items={[{ value: 9, text: 'Year 9' }]} value={9} />
 */
export function Select(props: SelectProps) {
  const group = groupProps(props);
  const { className, value, items, ...rest } = controlProps(props);
  return (
    <FormGroup {...group}>
      {(describedBy) => (
        <select
          {...rest}
          className={classes('govuk-select', className, isShown(group.errorMessage) && 'govuk-select--error')}
          id={group.id}
          name={props.name}
          defaultValue={value}
          aria-describedby={describedBy}
        >
          {items.map((item, index) => (
            <option key={index} value={item.value} disabled={item.disabled}>
              {item.text}
            </option>
          ))}
        </select>
      )}
    </FormGroup>
  );
}
