import { type PageItem, Pagination } from '#ui';

/** The other pages of the same list: the same address with another number. */
export function Pages({
  page,
  pages,
  href,
}: {
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  if (pages < 2) return null;
  return (
    <Pagination
      previous={page > 1 ? { href: href(page - 1) } : undefined}
      next={page < pages ? { href: href(page + 1) } : undefined}
      items={numbersAround(page, pages).map(
        (number): PageItem =>
          number === undefined
            ? { ellipsis: true }
            : { number, href: href(number), current: number === page },
      )}
    />
  );
}

/**
 * First, last, and those around the present one; undefined is a gap.
 *
 * @example numbersAround(5, 9) // [1, undefined, 4, 5, 6, undefined, 9]
 */
export function numbersAround(page: number, pages: number): (number | undefined)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])]
    .filter((number) => number >= 1 && number <= pages)
    .sort((one, other) => one - other);
  return shown.flatMap((number, index) => {
    const before = shown[index - 1] ?? 0;
    if (number - before === 2) return [number - 1, number];
    return number - before > 2 ? [undefined, number] : [number];
  });
}
