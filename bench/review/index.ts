/** Reviewing everybody by the five-domain rules, against a bare read of the rows that the review reads. */
import { plainDate } from '#dates';
import { withActor } from '#db';
import { commandActor } from '#modules/access';
import { compileRuleSet, reviewRoll, ruleSetNamed } from '#modules/risk';
import { fillDemo } from '../../src/demo/index.ts';
import type { Ground } from '../rig/ground.ts';
import { alternate, type Comparison, growth, timed } from '../rig/pairs.ts';
import type { Result } from '../rig/results.ts';
import { readBare } from './bare-read.ts';

const TODAY = plainDate('2026-11-20');

/** Each size has a database of its own: the made-up council fills an empty one. */
export async function measureReview(
  grounds: () => Promise<Ground>,
  quick: boolean,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const [small, large] = quick ? [100, 1_000] : [2_000, 20_000];
  const at = async (youngPeople: number) => {
    const ground = await grounds();
    return reviewAt(ground, youngPeople, quick).finally(() => ground.close());
  };
  const few = await at(small);
  const many = await at(large);
  const [smallMs = Number.NaN, largeMs = Number.NaN] = [few, many].map(([first]) => first?.oursMs.median);
  const value = growth({ size: small, ms: smallMs }, { size: large, ms: largeMs });
  return {
    sizes: { small, large },
    comparisons: [...few, ...many],
    figures: [
      { what: `exponent of growth of the review, ${small} to ${large} young people`, unit: '', value },
      {
        what: `review of one of ${large} young people`,
        unit: 'µs',
        value: Math.round((largeMs * 1_000) / large),
      },
    ],
  };
}

async function reviewAt(ground: Ground, youngPeople: number, quick: boolean): Promise<Comparison[]> {
  const { tenantId, people } = await fillDemo(ground.db, { youngPeople, seed: 1, today: TODAY });
  await ground.rest();
  const actor = commandActor(tenantId, 'bench', TODAY);
  const rules = compileRuleSet(ruleSetNamed('five-domain'));
  const runOurs = () =>
    timed(() =>
      withActor(ground.db, actor, async (tx) => {
        let reviewed = 0;
        for await (const batch of reviewRoll(tx, { tenantId }, rules, TODAY)) reviewed += batch.length;
        if (reviewed !== people) throw new Error(`${reviewed} of ${people} young people were reviewed`);
      }),
    );
  const against = (masks: 'text' | 'size', bare: string) =>
    alternate(quick ? 3 : 9, 2, {
      what: `review of ${youngPeople} young people against ${bare}`,
      ours: 'reviewRoll, five-domain',
      bare,
      runOurs,
      runBare: () =>
        timed(() =>
          withActor(ground.db, actor, (tx) => readBare(tx, { tenantId, asOf: TODAY, rules, masks })),
        ),
    });
  return [
    await against('text', 'a bare read of the same rows'),
    await against('size', 'a bare read that leaves the masks of the registers in the database'),
  ];
}
