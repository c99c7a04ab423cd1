import type { Table } from '../../read-table/index.ts';
import type { Refusal } from '../../refusals.ts';
import type { Pupil } from './pupils.ts';

/**
 * Takes what is read of a register file, row by row. Plain numbers, because there are millions: `pupil` is a position in
 * `pupils` of the reader, `day` counts from 1 January 1970, a letter is a character code, `line` is of the file.
 */
export type RegisterSink = {
  /** A row that is one mark. */
  mark(pupil: number, day: number, session: 0 | 1, letter: number, line: number): void;
  /**
   * A row that is a stretch of sessions from the morning of `day` on, two a calendar day, 0 where the file says
   * nothing. The letters are the reader's own: take what is wanted before the next row.
   */
  stretch(pupil: number, day: number, letters: Uint8Array, line: number): void;
  /** A row that cannot be read, with every reason. */
  refuse(refusals: readonly Refusal[]): void;
};

/** What a reader needs of a file. */
export type Visited = Pick<Table, 'delimiter' | 'visit'>;

export type RegisterReader = {
  /** Goes through a file once and answers how many rows it has. May be done again: pupils keep their numbers. */
  scan(table: Visited, sink: RegisterSink): Promise<number>;
  /** Everyone met so far, in the order in which they were first met. */
  pupils: readonly Pupil[];
  /** The column that holds the marks, as the file calls it. */
  field: string;
};
