/** Two first commands at once on a database in which there is nobody yet: one organisation comes of it. */
import type { Wish } from '../proof.ts';
import { handedOver, twoProcesses } from './ways.ts';

export async function foundTwice(wish: Wish): Promise<{ faults: string[] }> {
  const ground = await wish.open();
  const words = (name: string, urn: string) => [
    'setting',
    'add',
    '--name',
    name,
    '--kind',
    'secondary',
    '--urn',
    urn,
  ];
  try {
    const [one, other] = [words('Ashdale School', '142857'), words('Birchwood School', '142858')];
    const founded = () => ground.visit((ask) => ask('select name from identity.tenant'));
    let ended: { code: number | null; err: string }[];
    if (ground.kind === 'server') ended = await twoProcesses(ground).both(one, other);
    else ended = await ground.opened(async (db) => (await handedOver(ground, db)).both(one, other));
    const organisations = await founded();
    const codes = ended.map(({ code }) => code).join(' and ');
    // The second may be refused and has to be started again; it may not found one of its own.
    const said = ended.every(({ code, err }) => code === 0 || err.includes('Start this one again'));
    if (organisations.length === 1 && said && ended.some(({ code }) => code === 0)) return { faults: [] };
    return {
      faults: [
        `two first commands at once on an empty ${ground.kind} database founded ${organisations.length} organisations and ended with ${codes}`,
      ],
    };
  } finally {
    await ground.close();
  }
}
