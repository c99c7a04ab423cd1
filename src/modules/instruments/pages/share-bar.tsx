import { Table } from '#ui';
import type { Say } from '#web';
import { WideTable } from './wide-table.tsx';

type Part = { code: string; words: string; count: number; before: number | undefined };

type Props = {
  id: string;
  /** What was asked. */
  name: string;
  parts: readonly Part[];
  say: Say;
  /** The answers are parts of one whole; otherwise each may be given beside the others. */
  isShare: boolean;
  answered: number;
  answeredBefore: number | undefined;
};

const WIDE = 600;
const TALL = 28;

/** Fills from dark to light; with few answers those are taken that are farthest apart. */
const FILLS: Readonly<Record<number, readonly number[]>> = { 2: [0, 3], 3: [0, 2, 3] };

function fillOf(index: number, of: number): string {
  return `wm-share__part wm-share__part--${(FILLS[of]?.[index] ?? index) % 6}`;
}

/** Answers as parts of one bar, told apart by how dark they are and by a line between them, with the figures and the change in the table below it. */
export function ShareBar({ id, name, parts, say, isShare, answered, answeredBefore }: Props) {
  const sum = parts.reduce((total, { count }) => total + count, 0);
  const summary = parts.map(({ words, count }) => `${words} ${count}`).join(', ');
  const percent = (count: number, of: number) => (of === 0 ? 0 : Math.round((count / of) * 100));
  let x = 0;
  return (
    <figure className="wm-share">
      {isShare && sum > 0 && (
        <svg
          className="wm-share__picture"
          viewBox={`0 0 ${WIDE} ${TALL}`}
          role="img"
          aria-labelledby={`${id}-says`}
          preserveAspectRatio="none"
        >
          <title id={`${id}-says`}>{summary}</title>
          {parts.map(({ code, count }, index) => {
            const wide = (count / sum) * WIDE;
            const at = x;
            x += wide;
            return (
              <rect
                key={code}
                className={fillOf(index, parts.length)}
                x={at}
                y="0"
                width={wide}
                height={TALL}
              />
            );
          })}
        </svg>
      )}
      <WideTable label={name}>
        <Table
          caption={name}
          captionClassName="govuk-visually-hidden"
          className="wm-share__figures"
          firstCellIsHeader
          head={[
            say('campaigns.answer'),
            { content: say('campaigns.people'), format: 'numeric' },
            { content: '%', format: 'numeric' },
            ...(answeredBefore === undefined
              ? []
              : [{ content: say('campaigns.before'), format: 'numeric' as const }]),
          ]}
          rows={parts.map(({ code, words, count, before }, index) => [
            <>
              {isShare && (
                <svg key={code} className="wm-share__key" viewBox="0 0 12 12" aria-hidden="true">
                  <rect className={fillOf(index, parts.length)} width="12" height="12" />
                </svg>
              )}{' '}
              {words}
            </>,
            { content: count, format: 'numeric' },
            { content: percent(count, answered), format: 'numeric' },
            ...(answeredBefore === undefined
              ? []
              : [{ content: `${percent(before ?? 0, answeredBefore)} %`, format: 'numeric' as const }]),
          ])}
        />
      </WideTable>
    </figure>
  );
}
