/** Where each line ends, which is where its name stands. */
export function namesAtEnds(
  series: readonly { name: string; values: readonly (number | null)[] }[],
  places: readonly string[],
): { name: string; place: string; value: number }[] {
  return series.flatMap(({ name, values }) => {
    const at = values.findLastIndex((value) => value !== null);
    const value = values[at];
    return value === null || value === undefined ? [] : [{ name, place: places[at] ?? '', value }];
  });
}
