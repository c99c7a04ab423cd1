import type { TableCell } from '../table.tsx';

export type SortLinkProps = { text: string; href: string };

/** The head of a column, which puts the list in its order when it is pressed. */
export function SortLink({ text, href }: SortLinkProps) {
  return (
    <a className="govuk-link govuk-link--no-visited-state wm-sort" href={href}>
      {text}
    </a>
  );
}

/**
 * The cell of a head by which a list can be put in order; `sorted` when it is.
 *
 * @example sortCell({ text: 'Name', href: '/people', sorted: 'ascending' })
 */
export function sortCell({
  sorted,
  ...link
}: SortLinkProps & { sorted?: 'ascending' | 'descending' | undefined }): TableCell {
  return { content: <SortLink {...link} />, sorted, className: 'wm-sort-head' };
}
