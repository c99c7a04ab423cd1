import type { KnownRun } from '#modules/sources';
import { CountBars } from '#ui';
import { number, type Say } from '#web';
import { momentInWords } from '../words.ts';

const KINDS = ['added', 'changed', 'same', 'ended', 'refused'] as const;

type Props = { say: Say; id: string; runs: readonly KnownRun[]; height?: number; isPlain?: boolean };

/** What the last runs came to, the oldest on the left; the table of them is the runs' own. */
export function RunBars({ say, id, runs, height, isPlain = false }: Props) {
  const oldest = [...runs].reverse();
  const [last] = runs;
  if (!last) return null;
  const words = {
    count: runs.length,
    at: momentInWords(last.at),
    ...Object.fromEntries(KINDS.map((kind) => [kind, number(last[kind])])),
  };
  return (
    <CountBars
      id={id}
      height={height}
      isPlain={isPlain}
      summary={say('imports.bars', words)}
      kinds={KINDS.map((kind) => ({ id: kind, label: say(`imports.counts.${kind}`) }))}
      bars={oldest.map((run) => ({ name: momentInWords(run.at), counts: KINDS.map((kind) => run[kind]) }))}
    />
  );
}
