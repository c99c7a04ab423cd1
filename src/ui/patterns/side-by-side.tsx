import type { ReactNode } from 'react';
import { Table } from '../table.tsx';
import { Tag } from '../tag.tsx';

export type SideBySideProps = {
  caption: string;
  /** What the first column is called, and both sides. */
  head: readonly [what: ReactNode, one: ReactNode, other: ReactNode];
  rows: readonly { what: ReactNode; one: ReactNode; other: ReactNode; differs?: boolean | undefined }[];
  /** Said beside what the two sides say differently. */
  differsText: string;
};

/**
 * Two things beside each other, row by row, with the rows marked in which they differ. Both stay in sight on a phone.
 *
 * @example <SideBySide caption="Two records" head={['', 'One', 'Other']} rows={rows} differsText="Differs" />
 */
export function SideBySide({ caption, head, rows, differsText }: SideBySideProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={caption} tabIndex={0}>
      <Table
        className="wm-sides"
        caption={caption}
        captionClassName="govuk-table__caption--m"
        firstCellIsHeader
        head={head}
        rows={rows.map(({ what, one, other, differs }) => [
          <span key="what">
            {what} {differs && <Tag>{differsText}</Tag>}
          </span>,
          one,
          other,
        ])}
      />
    </section>
  );
}
