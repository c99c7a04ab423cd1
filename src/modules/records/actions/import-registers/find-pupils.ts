import type { Tx } from '#db';
import type { Fault, Pupil, RefusalList } from '#files';
import type { Actor } from '#modules/access';
import { directoryOf, type Found, settingFinder } from '#modules/people';

/** The people of a file by position, and the lines of each one's rows. */
export type Named = { pupils: readonly Pupil[]; linesOf: readonly number[][] };

/** Who the file means. Every row of somebody nobody has imported is refused. */
export async function findPupils(
  tx: Tx,
  { tenantId }: Actor,
  source: string,
  named: Named,
  refused: RefusalList,
): Promise<(Found | undefined)[]> {
  const people = await directoryOf(tx, tenantId, source);
  const findSetting = await settingFinder(tx, tenantId, new Set());
  const found: (Found | undefined)[] = [];
  for (const [position, pupil] of named.pupils.entries()) {
    const match = await findOne(pupil);
    if (!('rule' in match)) {
      found.push(match);
      continue;
    }
    found.push(undefined);
    refusePupil(named, position, match, refused);
  }
  return found;

  async function findOne(pupil: Pupil): Promise<Found | Fault> {
    if (pupil.setting === null) return people.find(pupil);
    const settingId = await findSetting(pupil.setting);
    if (typeof settingId !== 'string') return settingId;
    const match = people.find(pupil, settingId);
    return 'rule' in match ? match : { ...match, settingId };
  }
}

/** Refuses every row of one pupil. */
export function refusePupil(
  { pupils, linesOf }: Named,
  position: number,
  fault: Fault,
  refused: RefusalList,
): void {
  const found = pupils[position]?.upn ?? pupils[position]?.sourceId ?? '';
  for (const line of linesOf[position] ?? []) refused.add({ line, field: 'identity', found, ...fault });
}
