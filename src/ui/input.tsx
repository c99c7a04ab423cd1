import type { ComponentProps, ReactNode } from 'react';
import { FormGroup } from './form-group.tsx';
import { classes, controlProps, type FieldProps, groupProps, isShown } from './props.ts';

export type InputProps = FieldProps &
  Omit<ComponentProps<'input'>, keyof FieldProps | 'value' | 'defaultValue' | 'prefix'> & {
    value?: string | number | undefined;
    /** A unit before the box, such as £; say it in the label too. */
    prefix?: ReactNode;
    suffix?: ReactNode;
  };

/**
 * A short answer in words or numbers.
 *
 * @example <Input name="name" label="Name" value={values.name} errorMessage={problems.name} />
 */
export function Input(props: InputProps) {
  const group = groupProps(props);
  const { className, value, prefix, suffix, type, ...rest } = controlProps(props);
  return (
    <FormGroup {...group}>
      {(describedBy) => {
        const box = (
          <input
            {...rest}
            type={type ?? 'text'}
            className={classes('govuk-input', className, isShown(group.errorMessage) && 'govuk-input--error')}
            id={group.id}
            name={props.name}
            defaultValue={value}
            aria-describedby={describedBy}
          />
        );
        if (!isShown(prefix) && !isShown(suffix)) return box;
        return (
          <div className="govuk-input__wrapper">
            <Affix kind="prefix">{prefix}</Affix>
            {box}
            <Affix kind="suffix">{suffix}</Affix>
          </div>
        );
      }}
    </FormGroup>
  );
}

function Affix({ kind, children }: { kind: 'prefix' | 'suffix'; children: ReactNode }) {
  if (!isShown(children)) return null;
  return (
    <div className={`govuk-input__${kind}`} aria-hidden="true">
      {children}
    </div>
  );
}
