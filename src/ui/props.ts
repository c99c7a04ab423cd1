import type { ReactNode } from 'react';

/** Every optional prop may also be passed as `undefined`, so that pages can hand on what they do not have. */
type Optional<T> = { [K in keyof T]?: T[K] | undefined };

/** What every question on a form has in common: a label, a hint, and what is wrong with the answer. */
export type QuestionProps = {
  /** The form field, and the id unless one is given. */
  name: string;
} & Optional<{
  id: string;
  hint: ReactNode;
  /** One sentence that says how to mend the answer; the question is then marked as wrong. */
  errorMessage: ReactNode;
  /** Ids of other elements that describe the answer. */
  describedBy: string;
  /** Added to the form group. */
  groupClassName: string;
}>;

/** A question answered in one control, which its label names. */
export type FieldProps = QuestionProps & {
  label: ReactNode;
} & Optional<{
    labelClassName: string;
    /** The label is the page's `h1`. */
    labelIsPageHeading: boolean;
  }>;

/** A question answered by several controls: the legend names them all. */
export type ChoiceProps = Omit<QuestionProps, 'id'> &
  Optional<{
    /** Without a legend the choices stand bare: only inside a fieldset or table that names them. */
    legend: ReactNode;
    legendClassName: string;
    legendIsPageHeading: boolean;
    /** Ids of the items start with this; the field name unless given. */
    idPrefix: string;
    className: string;
  }>;

/** One answer of a list of radios or checkboxes. */
export type ChoiceItem =
  | ({ value: string | number; text: ReactNode } & Optional<{
      id: string;
      hint: ReactNode;
      checked: boolean;
      disabled: boolean;
      /** More to ask when this answer is chosen; always shown when scripts are off. */
      conditional: ReactNode;
    }>)
  | { divider: string };

/** Joins class names, leaving out what is not there. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** Joins ids for `aria-describedby`, or nothing at all when there are none. */
export function ids(...names: (string | false | null | undefined)[]): string | undefined {
  return classes(...names) || undefined;
}

/** Whether there is anything to show. */
export function isShown(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false && node !== '';
}

/** What is left of a field's props for the control itself, once the form group has had its own. */
export function controlProps<T extends FieldProps>(props: T): Omit<T, keyof FieldProps> {
  const {
    name,
    id,
    label,
    labelClassName,
    labelIsPageHeading,
    hint,
    errorMessage,
    describedBy,
    groupClassName,
    ...rest
  } = props;
  return rest;
}

/** What of a field's props belongs to the form group. The id is the field's name unless one is given. */
export function groupProps(props: FieldProps): Omit<FieldProps, 'name'> & { id: string } {
  const {
    name,
    id = name,
    label,
    labelClassName,
    labelIsPageHeading,
    hint,
    errorMessage,
    describedBy,
    groupClassName,
  } = props;
  return { id, label, labelClassName, labelIsPageHeading, hint, errorMessage, describedBy, groupClassName };
}
