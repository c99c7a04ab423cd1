/** Whether two programs said the same about the same people. */
import type { SheetRow } from './rows.ts';

/** By identifier. */
export type Told = ReadonlyMap<string, { points: number; tier: string }>;

/** Row by row: who is missing on a side, or has other points or another tier. None when both say the same of everybody. */
export function differences(ours: Told, theirs: Told, rows: readonly Pick<SheetRow, 'key'>[]): string[] {
  return rows.flatMap(({ key }) => {
    const [one, other] = [ours.get(key), theirs.get(key)];
    if (one && other && one.points === other.points && one.tier === other.tier) return [];
    return [`${key}: ${JSON.stringify(one)} against ${JSON.stringify(other)}`];
  });
}
