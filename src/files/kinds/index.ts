import { Refused } from '#outcome';
import { nameKind } from './kind.ts';
import { magicKind } from './magic.ts';
import { textKind } from './text.ts';
import { zipKind } from './zip.ts';

export { nameRoster } from './rosters.ts';

/**
 * Refuses a file that is no table of text, by the name of what it is and what it holds: workbooks, archives, PDF, web
 * pages, JSON, XML. A Common Transfer File and a OneRoster set are named with their version and what is in them.
 *
 * @param head the first 64 kB
 * @example await refuseOtherKinds('leavers.xml', head);
 */
export async function refuseOtherKinds(path: string, head: Buffer): Promise<void> {
  const kind = (await zipKind(path, head)) ?? magicKind(head) ?? (await textKind(path, head));
  if (kind) throw new Refused(nameKind(kind));
}
