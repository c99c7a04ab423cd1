import type { TenantId, Tx } from '#db';
import type { Fault, Pupil } from '#files';
import { directoryOf, type Found, settingFinder } from '#modules/people';

/** Who a file means, and whether it says at which setting. */
export type FoundPupil = Found & { saysSetting: boolean };

/** Who the pupils of a file are, by position; for somebody nobody has imported the fault. */
export async function findPupils(
  tx: Tx,
  tenantId: TenantId,
  source: string,
  pupils: readonly Pupil[],
): Promise<(FoundPupil | Fault)[]> {
  const people = await directoryOf(tx, tenantId, source);
  const findSetting = await settingFinder(tx, tenantId, new Set());
  const found: (FoundPupil | Fault)[] = [];
  for (const pupil of pupils) found.push(await findOne(pupil));
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
