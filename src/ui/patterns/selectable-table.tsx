import { Button } from '../button.tsx';
import { Table, type TableCell, type TableProps } from '../table.tsx';

/** One thing to do with those that are chosen: where the form is sent. */
export type BulkAction = { text: string; href: string };

export type SelectableTableProps = Pick<TableProps, 'className'> & {
  /** What the table is called, said but not shown. */
  label: string;
  /** The field that those chosen are sent in, once for each. */
  name: string;
  head: readonly TableCell[];
  /** `value` is what is sent, `choose` the words of its box; the first cell names the row. */
  rows: readonly { value: string; choose: string; cells: readonly TableCell[] }[];
  /** Nothing to do with them, nothing to choose: then it is a plain table. */
  actions: readonly BulkAction[];
  /** What is sent along besides. */
  held?: readonly (readonly [name: string, value: string])[] | undefined;
  words: {
    /** Head of the boxes. */
    choose: string;
    /** The box of all, which is there with script only. */
    all: string;
    /** Before the buttons. */
    chosen: string;
    /** How many are chosen, with `#` where the number goes; with script only. */
    count: string;
  };
};

/**
 * A table of which rows can be chosen and dealt with together. The boxes and the buttons are a form that asks, and the address it
 * asks for says who was chosen; what writes anything shows a form of its own first.
 *
 * @example <SelectableTable label="People" name="chosen" head={['Name']} rows={rows} actions={actions} words={words} />
 */
export function SelectableTable(props: SelectableTableProps) {
  const { label, name, head, rows, actions, held = [], words, className } = props;
  const isChoosing = actions.length > 0;
  const table = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={label} tabIndex={0}>
      <Table
        className={className}
        head={isChoosing ? [{ content: <All words={words} />, className: 'wm-choose' }, ...head] : head}
        rows={rows.map(({ value, choose, cells }) =>
          isChoosing
            ? [
                {
                  content: <Box name={name} value={value} label={choose} />,
                  className: 'wm-choose',
                },
                ...cells,
              ]
            : cells,
        )}
        rowHeader={isChoosing ? 1 : 0}
      />
    </section>
  );
  if (!isChoosing) return table;
  return (
    <form method="get" action={actions[0]?.href} data-choose="">
      {held.map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {table}
      <div className="wm-bulk">
        <p className="wm-bulk__chosen" data-count={words.count} aria-live="polite">
          {words.chosen}
        </p>
        <div className="wm-bulk__buttons">
          {actions.map(({ text, href }) => (
            <Button key={href} kind="secondary" formAction={href}>
              {text}
            </Button>
          ))}
        </div>
      </div>
    </form>
  );
}

function Box({ name, value, label }: { name: string; value: string; label: string }) {
  return (
    <label className="wm-choose__box">
      <input type="checkbox" name={name} value={value} className="wm-choose__input" />
      <span className="govuk-visually-hidden">{label}</span>
    </label>
  );
}

/** Hidden until the script can make it do what it says. */
function All({ words }: { words: SelectableTableProps['words'] }) {
  return (
    <>
      <span className="govuk-visually-hidden">{words.choose}</span>
      <label className="wm-choose__box" hidden data-choose-all="">
        <input type="checkbox" className="wm-choose__input" autoComplete="off" />
        <span className="govuk-visually-hidden">{words.all}</span>
      </label>
    </>
  );
}
