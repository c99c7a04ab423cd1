import { importKinds } from '../../../src/app.ts';
import { attainmentFiles } from './attainment.ts';
import { behaviourFiles } from './behaviour.ts';
import { circumstanceFiles } from './circumstances.ts';
import { classFiles } from './classes.ts';
import { comparisonFiles } from './comparisons.ts';
import { establishmentFiles } from './establishments.ts';
import type { MadeUpKind } from './kind.ts';
import { measureFiles } from './measures.ts';
import { peopleFiles } from './people.ts';
import { registerFiles } from './registers.ts';
import { staffFiles } from './staff.ts';
import { suspensionFiles } from './suspensions.ts';

export { everybody, fileOf, type MadeUpKind, type Said, SETTINGS, WHO } from './kind.ts';
export { identityOf, keyOf, upnOf } from './people.ts';

/** A new kind of import is proved from the day on which its made-up files are added here. */
export const madeUpKinds: readonly MadeUpKind[] = [
  peopleFiles,
  registerFiles,
  suspensionFiles,
  measureFiles,
  establishmentFiles,
  staffFiles,
  classFiles,
  circumstanceFiles,
  attainmentFiles,
  behaviourFiles,
  comparisonFiles,
];

/** Kinds of import that nothing here makes files for. */
export const kindsWithoutFiles: readonly string[] = importKinds
  .map(({ kind }) => kind)
  .filter((kind) => !madeUpKinds.some((made) => made.kind === kind));

export function madeUpKind(kind: string): MadeUpKind {
  const found = madeUpKinds.find((made) => made.kind === kind);
  if (!found) throw new RangeError(`Nothing makes up files of ${kind}`);
  return found;
}
