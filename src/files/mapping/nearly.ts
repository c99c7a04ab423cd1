/** Whether two words differ by no more than a letter or two: put in, left out, changed, or swapped with the next. */
export function isNearly(one: string, other: string): boolean {
  const most = Math.min(one.length, other.length) < 5 ? 1 : 2;
  if (Math.abs(one.length - other.length) > most) return false;
  return editDistance(one.toLowerCase(), other.toLowerCase()) <= most;
}

/** Levenshtein's, where two letters swapped count as one change. */
function editDistance(one: string, other: string): number {
  let [before, row] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}
