/** One row of a table as it stands in the file. Its cells point into the block: copy what is kept for long. */
export type Row = {
  /** Line of the file on which the row starts; the header is line 1, newlines inside quotes count. */
  line: number;
  /** Number of the data row, from 1. */
  number: number;
  cells: string[];
};

/** The line and the number that the next row of a file will have. */
export type Place = Pick<Row, 'line' | 'number'>;
