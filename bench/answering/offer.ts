/** Work that comes at a steady rate, whether what came before is done or not: that is how a school comes. */
import { setTimeout as pause } from 'node:timers/promises';
import { quantile, rounded } from '../rig/pairs.ts';

/** Milliseconds in which what is due is gathered: a timer for each would be a load of its own. */
const TICK = 5;

export type Offered = { aSecond: number; half: number; ninetyNine: number };

/**
 * Begins `many` pieces of work, evenly spread. What each took is counted from when it was due: whoever waits for their turn waits too.
 *
 * @param next a piece of work that can begin now; undefined when all who could do one are at work
 * @example const { ninetyNine } = await offer(250, 1_500, () => () => phones.pop()?.begin())
 */
export async function offer(
  rate: number,
  many: number,
  next: () => (() => Promise<unknown>) | undefined,
): Promise<Offered> {
  const took: number[] = [];
  const all: Promise<void>[] = [];
  let underWay = 0;
  let oneIsDone = () => {};
  const began = performance.now();
  for (let offered = 0; offered < many; offered += 1) {
    const due = began + (offered / rate) * 1000;
    const early = due - performance.now();
    if (early > 0) await pause(Math.max(TICK, early));
    let work = next();
    while (work === undefined && underWay > 0) {
      await new Promise<void>((go) => {
        oneIsDone = go;
      });
      work = next();
    }
    if (work === undefined) throw new Error('There is nobody left to do more');
    underWay += 1;
    const doing = work()
      .then(() => void took.push(performance.now() - due))
      .finally(() => {
        underWay -= 1;
        oneIsDone();
      });
    // Whoever waits for all hears of a fault; until then nobody listens.
    doing.catch(() => {});
    all.push(doing);
  }
  await Promise.all(all);
  const seconds = (performance.now() - began) / 1000;
  took.sort((one, other) => one - other);
  return {
    aSecond: Math.round(many / seconds),
    half: rounded(quantile(took, 0.5)),
    ninetyNine: rounded(quantile(took, 0.99)),
  };
}
