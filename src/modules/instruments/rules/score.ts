import { type Answers, answeredWith } from './answer.ts';
import type { Instrument } from './definition.ts';
import { itemNamed, optionsOf } from './parts.ts';
import type { Domain, Level, Scale } from './scale.ts';
import { countedAnswers } from './shown.ts';

/** What a scale came to. No value when too little was answered: unknown is neither low nor high. */
export type Scored = {
  scale: Scale;
  value: number | undefined;
  level: Level | undefined;
  /** How many of its items have an answer that counts. */
  answered: number;
};

/** What somebody's answers mean for one domain: nothing, a tick, two ticks, or not known. */
export type OwnMark = { domain: Domain; mark: 0 | 1 | 2 | undefined };

/**
 * Every scale of an instrument over some answers.
 *
 * @example scoreAnswers(instrument, answers).find(({ scale }) => scale.code === 'coping')?.value // 2.75
 */
export function scoreAnswers(instrument: Instrument, answers: Answers): Scored[] {
  const counted = countedAnswers(instrument, answers);
  return instrument.scales.map((scale) => scoreScale(instrument, scale, counted));
}

function scoreScale(instrument: Instrument, scale: Scale, answers: Answers): Scored {
  if (scale.method === 'chosen') return chosen(instrument, scale, answers);
  const values = scale.items.flatMap((code) => valueIn(instrument, scale, code, answers) ?? []);
  const answered = values.length;
  if (answered < (scale.needs ?? scale.items.length))
    return { scale, value: undefined, level: undefined, answered };
  const sum = values.reduce((total, value) => total + value, 0);
  const value = inHundredths(
    scale.method === 'count'
      ? sum
      : scale.method === 'mean'
        ? sum / answered
        : (sum / answered) * scale.items.length,
  );
  return { scale, value, level: levelAt(scale, value), answered };
}

function chosen(instrument: Instrument, scale: Scale, answers: Answers): Scored {
  const [code = ''] = scale.items;
  const answer = answeredWith(answers, code);
  if (typeof answer !== 'string') return { scale, value: undefined, level: undefined, answered: 0 };
  const level = scale.levels?.find(({ is }) => is?.includes(answer));
  const item = itemNamed(instrument, code);
  const value = item && optionsOf(instrument, item).find((option) => option.code === answer)?.value;
  return { scale, value, level, answered: 1 };
}

/** What one answer adds: its value, the other way round where the item says the opposite; for a count, one or nothing. */
function valueIn(instrument: Instrument, scale: Scale, code: string, answers: Answers): number | undefined {
  const answer = answeredWith(answers, code);
  if (answer === undefined) return undefined;
  if (scale.method === 'count') return timesCounted(scale, answer);
  if (typeof answer === 'number') return answer;
  const item = itemNamed(instrument, code);
  if (!item || typeof answer !== 'string') return undefined;
  const options = optionsOf(instrument, item);
  const value = options.find((option) => option.code === answer)?.value;
  if (value === undefined || !scale.reversed.includes(code)) return value;
  const values = options.flatMap((option) => option.value ?? []);
  return Math.min(...values) + Math.max(...values) - value;
}

function timesCounted(scale: Scale, answer: NonNullable<ReturnType<typeof answeredWith>>): number {
  const given = typeof answer === 'object' ? Object.values(answer) : [answer];
  return given.filter((code) => typeof code === 'string' && scale.counts?.includes(code)).length;
}

/** The highest level whose beginning the value has reached. */
function levelAt({ levels = [] }: Scale, value: number): Level | undefined {
  return levels.findLast(({ from }) => from !== undefined && value >= from);
}

/**
 * What the young person's own answers say about the domains: the strongest mark of the scales of each. A domain whose scales have no
 * value is not known, and one that no scale is about is not here.
 */
export function ownMarks(scored: readonly Scored[]): OwnMark[] {
  const found = new Map<Domain, OwnMark['mark']>();
  for (const one of scored) {
    const { domain, marks } = one.scale;
    if (!domain || !marks) continue;
    const mark = markOf(one);
    const before = found.get(domain);
    found.set(domain, mark === undefined ? before : (Math.max(mark, before ?? 0) as 0 | 1 | 2));
  }
  return [...found].map(([domain, mark]) => ({ domain, mark }));
}

/**
 * The marks that somebody's answers give them, domain by domain; what is not known is not here.
 *
 * @example ownMarksIn(instrument, answers) // [{ domain: 'social', mark: 1 }]
 */
export function ownMarksIn(instrument: Instrument, answers: Answers): { domain: Domain; mark: 0 | 1 | 2 }[] {
  return ownMarks(scoreAnswers(instrument, answers)).flatMap(({ domain, mark }) =>
    mark === undefined ? [] : [{ domain, mark }],
  );
}

function markOf({ scale: { marks, higher }, value }: Scored): 0 | 1 | 2 | undefined {
  if (!marks || value === undefined) return undefined;
  const beyond = (edge: number) => (higher === 'better' ? value < edge : value > edge);
  if (beyond(marks.two)) return 2;
  return beyond(marks.one) ? 1 : 0;
}

function inHundredths(value: number): number {
  return Math.round((value + Number.EPSILON) * 100) / 100;
}
