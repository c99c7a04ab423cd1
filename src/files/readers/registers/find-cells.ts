/** Where the cells of one line lie: filled anew for every line, because a file has millions of them. */
export type CellBounds = { count: number; starts: Int32Array; ends: Int32Array };

const LINE_END = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;

export function cellBounds(columns: number): CellBounds {
  return { count: 0, starts: new Int32Array(columns), ends: new Int32Array(columns) };
}

/**
 * Finds the cells of the line that starts at `at`, quotation marks round a cell left out. Cells beyond those `bounds`
 * has room for are counted and not kept.
 *
 * @returns where the next line starts, or -1 when a quoted cell holds a quotation mark or a line end, or goes on after
 *   its closing mark: such a line has to be split as text
 */
export function findCells(bytes: Uint8Array, at: number, delimiter: number, bounds: CellBounds): number {
  const { starts, ends } = bounds;
  const { length } = bytes;
  let count = 0;
  let from = at;
  for (;;) {
    let end = from;
    if (bytes[from] === QUOTE) {
      end = from + 1;
      while (end < length && bytes[end] !== QUOTE && bytes[end] !== LINE_END) end += 1;
      if (bytes[end] !== QUOTE) return -1;
      starts[count] = from + 1;
      ends[count] = end;
      end += 1;
      if (bytes[end] === RETURN && bytes[end + 1] === LINE_END) end += 1;
      if (end < length && bytes[end] !== delimiter && bytes[end] !== LINE_END) return -1;
    } else {
      while (end < length && bytes[end] !== delimiter && bytes[end] !== LINE_END) end += 1;
      starts[count] = from;
      ends[count] = bytes[end] === LINE_END && end > from && bytes[end - 1] === RETURN ? end - 1 : end;
    }
    count += 1;
    if (end >= length || bytes[end] === LINE_END) {
      bounds.count = count;
      return end + 1;
    }
    from = end + 1;
  }
}
