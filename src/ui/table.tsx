import type { ComponentProps, ReactNode } from 'react';
import { classes, isShown } from './props.ts';

export type TableCell =
  | ReactNode
  | {
      content: ReactNode;
      /** `numeric` lines figures up. */
      format?: 'numeric' | undefined;
      className?: string | undefined;
      colSpan?: number | undefined;
      rowSpan?: number | undefined;
      /** The table is in the order of this column; for a cell of the head. */
      sorted?: 'ascending' | 'descending' | undefined;
    };

export type TableProps = Omit<ComponentProps<'table'>, 'children'> & {
  caption?: ReactNode;
  captionClassName?: string | undefined;
  head?: readonly TableCell[] | undefined;
  rows: readonly (readonly TableCell[])[];
  /** The first cell of a row names the row. */
  firstCellIsHeader?: boolean | undefined;
  /** Another cell of a row names it, counted from 0. */
  rowHeader?: number | undefined;
};

/**
 * A table. A cell is what it shows, or `{ content, format, className, colSpan, rowSpan }`.
 * A wide one goes in `<section className="wm-scroll" aria-label={caption} tabIndex={0}>`, so that a phone can scroll it.
 *
 * @example <Table caption="Marks" head={['Name', { content: 'Days', format: 'numeric' }]} rows={[['Amina', 3]]} />
 */
export function Table({
  caption,
  captionClassName,
  head,
  rows,
  firstCellIsHeader,
  rowHeader = firstCellIsHeader ? 0 : undefined,
  className,
  ...rest
}: TableProps) {
  return (
    <table {...rest} className={classes('govuk-table', className)}>
      {isShown(caption) && (
        <caption className={classes('govuk-table__caption', captionClassName)}>{caption}</caption>
      )}
      {head && (
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            {head.map((cell, index) => (
              <th key={index} scope="col" {...cellProps(cell, 'govuk-table__header')} />
            ))}
          </tr>
        </thead>
      )}
      <tbody className="govuk-table__body">
        {rows.map((row, index) => (
          <tr key={index} className="govuk-table__row">
            {row.map((cell, column) =>
              column === rowHeader ? (
                <th key={column} scope="row" {...cellProps(cell, 'govuk-table__header')} />
              ) : (
                <td key={column} {...cellProps(cell, 'govuk-table__cell')} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellProps(cell: TableCell, name: string) {
  if (typeof cell !== 'object' || cell === null || !('content' in cell)) {
    return { className: name, children: cell };
  }
  return {
    className: classes(name, cell.format && `${name}--${cell.format}`, cell.className),
    colSpan: cell.colSpan,
    rowSpan: cell.rowSpan,
    'aria-sort': cell.sorted,
    children: cell.content,
  };
}
