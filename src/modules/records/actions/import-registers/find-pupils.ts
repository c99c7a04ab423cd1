import type { Tx } from '#db';
import type { Fault, Pupil, RefusalList } from '#files';
import type { Actor } from '#modules/access';
import { directoryOf, type Found, settingFinder } from '#modules/people';

/** The people of a file by position, and the lines of each one's rows. */
export type Named = { pupils: readonly Pupil[]; linesOf: readonly number[][] };

/** Who a file means, and whether it says at which setting. */
export type FoundPupil = Found & { saysSetting: boolean };

/** Who the file means. Every row of somebody nobody has imported is refused. */
export async function findPupils(
  tx: Tx,
  { tenantId }: Actor,
  source: string,
  named: Named,
  refused: RefusalList,
): Promise<(FoundPupil | undefined)[]> {
  const people = await directoryOf(tx, tenantId, source);
  const findSetting = await settingFinder(tx, tenantId, new Set());
  const found: (FoundPupil | undefined)[] = [];
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

  async function findOne(pupil: Pupil): Promise<FoundPupil | Fault> {
    if (pupil.setting === null) {
      const match = people.find(pupil);
      return 'rule' in match ? match : { ...match, saysSetting: false };
    }
    const settingId = await findSetting(pupil.setting);
    if (typeof settingId !== 'string') return settingId;
    const match = people.find(pupil, settingId);
    return 'rule' in match ? match : { ...match, settingId, saysSetting: true };
  }
}

/** Refuses every row of one pupil. */
export function refusePupil(
  { pupils, linesOf }: Named,
  position: number,
  fault: Fault,
  refused: RefusalList,
): void {
  const pupil = pupils[position];
  const found = pupil?.upn ?? pupil?.sourceId ?? '';
  const who = { upn: pupil?.upn ?? null, sourceId: pupil?.sourceId ?? null };
  for (const line of linesOf[position] ?? []) refused.add({ line, field: 'identity', found, ...fault, who });
}
