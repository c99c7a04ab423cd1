import type { ComponentProps } from 'react';
import { FormGroup } from './form-group.tsx';
import { classes, controlProps, type FieldProps, groupProps, isShown } from './props.ts';

export type FileUploadProps = FieldProps &
  Omit<ComponentProps<'input'>, keyof FieldProps | 'type' | 'value' | 'defaultValue'>;

/**
 * A file from the reader's own machine. Its form has `encType="multipart/form-data"`.
 *
 * @example <FileUpload name="file" label="Which file?" accept=".csv" />
 */
export function FileUpload(props: FileUploadProps) {
  const group = groupProps(props);
  const { className, ...rest } = controlProps(props);
  return (
    <FormGroup {...group}>
      {(describedBy) => (
        <input
          {...rest}
          type="file"
          className={classes(
            'govuk-file-upload',
            className,
            isShown(group.errorMessage) && 'govuk-file-upload--error',
          )}
          id={group.id}
          name={props.name}
          aria-describedby={describedBy}
        />
      )}
    </FormGroup>
  );
}
