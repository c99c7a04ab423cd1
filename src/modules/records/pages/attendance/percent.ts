/** The thresholds of persistent and severe absence, which no rounding may carry a figure on to or over. */
const THRESHOLDS = [10, 50];

/**
 * A share of sessions as a percentage to one decimal, with more where rounding would say another thing than the rule.
 *
 * @example percentOf(38, 380) // '10'
 * @example percentOf(1999, 20_000) // '9.99'
 */
export function percentOf(part: number, whole: number): string {
  const exact = (part / whole) * 100;
  for (let scale = 10; scale <= 1e6; scale *= 10) {
    const rounded = Math.round(exact * scale) / scale;
    if (
      THRESHOLDS.every(
        (threshold) => Math.sign(rounded - threshold) === Math.sign(part * 100 - whole * threshold),
      )
    )
      return String(rounded);
  }
  return String(exact);
}
