import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { Fieldset } from '../fieldset.tsx';
import { Hint } from '../hint.tsx';
import { Table, type TableCell } from '../table.tsx';

/** A button of the form around it, by what it sends. */
type Does = { name: string; value: string; formAction?: string | undefined; text: string };

export type AddAnotherProps = {
  id: string;
  legend: ReactNode;
  hint: ReactNode;
  /** What the columns are called, without the one of the buttons. */
  head: readonly TableCell[];
  /** The fields of each, and the button that takes it out; `label` says which one to somebody who only hears it. */
  rows: readonly { cells: readonly ReactNode[]; remove: Does & { label: string } }[];
  removeHead: string;
  add: Does;
  /** More buttons that change the rows. */
  more?: readonly Does[] | undefined;
  className?: string | undefined;
};

/**
 * Any number of the same answers. Rows are added and taken out by the server, which gives the form back as it was typed, so
 * that it needs no script.
 *
 * @example <AddAnother id="days" legend="Days" hint="One a row." head={['Day']} rows={rows} removeHead="Take out" add={add} />
 */
export function AddAnother(props: AddAnotherProps) {
  const { id, legend, hint, head, rows, removeHead, add, more = [], className } = props;
  const [first, ...others] = head;
  return (
    <Fieldset
      id={id}
      className="govuk-form-group"
      legend={legend}
      legendClassName="govuk-fieldset__legend--m"
      describedBy={`${id}-hint`}
    >
      <Hint id={`${id}-hint`}>{hint}</Hint>
      <Table
        className={className}
        head={[first, ...others, { content: <span className="govuk-visually-hidden">{removeHead}</span> }]}
        rows={rows.map(({ cells, remove }) => [...cells, <Remove key="remove" {...remove} />])}
      />
      <div className="govuk-button-group">
        {[add, ...more].map(({ text, ...does }) => (
          <Button key={text} kind="secondary" {...does}>
            {text}
          </Button>
        ))}
      </div>
    </Fieldset>
  );
}

function Remove({ text, label, ...does }: Does & { label: string }) {
  return (
    <button type="submit" className="wm-remove" {...does}>
      <span aria-hidden="true">{text}</span>
      <span className="govuk-visually-hidden">{label}</span>
    </button>
  );
}
