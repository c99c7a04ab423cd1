/** Reviewing everybody by the five-domain rules, against a bare read of the rows that the review reads. */
import { plainDate } from '#dates';
import { type PersonId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import {
  type CompiledRuleSet,
  compileRuleSet,
  refreshProfiles,
  reviewRoll,
  ruleSetNamed,
} from '#modules/risk';
import { fillDemo } from '../../src/demo/index.ts';
import type { Ground } from '../rig/ground.ts';
import { alternate, type Comparison, growth, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';
import { readBare } from './bare-read.ts';

const TODAY = plainDate('2026-11-20');

/** One in so many young people, spread over the whole council, is what a day's files are about. */
const ONE_IN = [1_000, 100, 10] as const;

/** A council of one size, filled and at rest. */
type Council = { ground: Ground; actor: Actor; rules: CompiledRuleSet; people: number };

/** Each size has a database of its own: the made-up council fills an empty one. */
export async function measureReview(
  grounds: () => Promise<Ground>,
  quick: boolean,
  most = quick ? 5_000 : 100_000,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const sizes = [most / 50, most / 5, most].map(Math.round);
  const comparisons: Comparison[] = [];
  const times: { size: number; ms: number }[] = [];
  for (const size of sizes) {
    const ground = await grounds();
    try {
      const council = await fill(ground, size);
      const found = await reviewEverybody(council, quick || size > 50_000 ? 3 : 9);
      times.push({ size, ms: found[0]?.oursMs.median ?? Number.NaN });
      comparisons.push(...found);
      if (size === most) comparisons.push(...(await reviewTouched(council, quick ? 2 : 3)));
    } finally {
      await ground.close();
    }
  }
  return {
    sizes: { small: sizes[0] ?? 0, middle: sizes[1] ?? 0, large: most },
    comparisons,
    figures: figuresOf(times),
  };
}

function figuresOf(times: readonly { size: number; ms: number }[]): Figure[] {
  const figures: Figure[] = times.slice(1).map((larger, at) => {
    const smaller = times[at] ?? larger;
    return {
      what: `exponent of growth of the review, ${smaller.size} to ${larger.size} young people`,
      unit: '',
      value: growth(smaller, larger),
    };
  });
  const last = times.at(-1);
  if (last)
    figures.push({
      what: `review of one of ${last.size} young people`,
      unit: 'µs',
      value: Math.round((last.ms * 1_000) / last.size),
    });
  return figures;
}

async function fill(ground: Ground, youngPeople: number): Promise<Council> {
  const { tenantId, people } = await fillDemo(ground.db, { youngPeople, seed: 1, today: TODAY });
  await ground.rest();
  const actor = commandActor(tenantId, 'bench', TODAY);
  return { ground, actor, people, rules: compileRuleSet(ruleSetNamed('five-domain')) };
}

async function reviewEverybody(council: Council, turns: number): Promise<Comparison[]> {
  const { ground, actor, rules, people } = council;
  const { tenantId } = actor;
  const runOurs = () =>
    timed(() =>
      withActor(ground.db, actor, async (tx) => {
        let reviewed = 0;
        for await (const batch of reviewRoll(tx, { tenantId }, rules, TODAY)) reviewed += batch.length;
        if (reviewed !== people) throw new Error(`${reviewed} of ${people} young people were reviewed`);
      }),
    );
  const against = (masks: 'text' | 'size', bare: string) =>
    alternate(turns, 1, {
      what: `review of ${people} young people against ${bare}`,
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

/** What a file costs that is about some, kept profiles and all, beside the review of everybody. */
async function reviewTouched({ ground, actor, people }: Council, turns: number): Promise<Comparison[]> {
  const review = (whom: { people?: readonly PersonId[] }) =>
    timed(() => withActor(ground.db, actor, (tx) => refreshProfiles(tx, actor, TODAY, whom)));
  await review({});
  await ground.rest();
  const ids = await withActor(ground.db, actor, (tx) =>
    tx
      .selectFrom('people.person')
      .select('id')
      .where('tenant_id', '=', actor.tenantId)
      .orderBy('id')
      .execute(),
  );
  const comparisons: Comparison[] = [];
  for (const oneIn of ONE_IN) {
    const some = ids.filter((_, at) => at % oneIn === 0).map(({ id }) => id);
    comparisons.push(
      await alternate(turns, 1, {
        what: `review, kept, of ${some.length} of ${people} young people against one of everybody`,
        ours: 'refreshProfiles of those named',
        bare: 'refreshProfiles of everybody',
        runOurs: () => review({ people: some }),
        runBare: () => review({}),
      }),
    );
  }
  return comparisons;
}
