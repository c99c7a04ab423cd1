import { classes } from './props.ts';

export type CountBar = {
  /** Whose bar it is, such as a date; said in the summary of a bar. */
  name: string;
  /** Parts from the bottom up, in the order of `kinds`. */
  counts: readonly number[];
};

export type CountBarsProps = {
  /** The whole picture in words; the table of the same counts stands beside it. */
  summary: string;
  /** What the parts are called, each with the end of its class: `wm-bars__part--added`. */
  kinds: readonly { id: string; label: string }[];
  bars: readonly CountBar[];
  /** Id of the title, for several pictures on one page. */
  id: string;
  height?: number | undefined;
  /** Without the list of what the parts are called, where it stands once for several pictures. */
  isPlain?: boolean | undefined;
};

const WIDE = 18;
const GAP = 6;
/** So that a count that is small beside the others is still seen. */
const LEAST = 2;

/**
 * Counts over time as stacked bars, the oldest first. Parts are told apart by fill and by pattern; the figures stand in a
 * table beside it.
 *
 * @example <CountBars id="runs" summary="…" kinds={[{ id: 'added', label: 'Added' }]} bars={[{ name: '1 June', counts: [12] }]} />
 */
export function CountBars({ summary, kinds, bars, id, height = 96, isPlain }: CountBarsProps) {
  const most = Math.max(1, ...bars.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0)));
  const width = Math.max(1, bars.length) * (WIDE + GAP);
  return (
    <figure className={classes('wm-bars', isPlain && 'wm-bars--plain')}>
      <svg
        className="wm-bars__picture"
        width={width}
        height={height + 2}
        viewBox={`0 0 ${width} ${height + 2}`}
        role="img"
        aria-labelledby={`${id}-says`}
      >
        <title id={`${id}-says`}>{summary}</title>
        <defs>
          <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse">
            <path className="wm-bars__hatch" d="M-1 1 1 -1 M0 5 5 0 M4 6 6 4" />
          </pattern>
        </defs>
        <path className="wm-bars__ground" d={`M0 ${height + 1}H${width}`} />
        {bars.map((bar, at) => (
          <g key={at} transform={`translate(${at * (WIDE + GAP) + GAP / 2} 0)`}>
            {partsOf(bar, most, height).map(({ y, tall, kind }) => {
              const name = kinds[kind]?.id ?? '';
              return (
                <g key={kind}>
                  <rect className={`wm-bars__part--${name}`} x="0" y={y} width={WIDE} height={tall} />
                  {name === 'refused' && (
                    <rect x="0" y={y} width={WIDE} height={tall} fill={`url(#${id}-hatch)`} />
                  )}
                </g>
              );
            })}
          </g>
        ))}
      </svg>
      {!isPlain && <Legend id={id} kinds={kinds} />}
    </figure>
  );
}

function Legend({ id, kinds }: Pick<CountBarsProps, 'id' | 'kinds'>) {
  return (
    <figcaption className="wm-bars__legend">
      {kinds.map(({ id: kind, label }) => (
        <span key={kind} className="wm-bars__key">
          <svg width="14" height="14" aria-hidden="true" focusable="false">
            <rect className={`wm-bars__part--${kind}`} width="14" height="14" />
            {kind === 'refused' && <rect width="14" height="14" fill={`url(#${id}-hatch)`} />}
          </svg>
          {label}
        </span>
      ))}
    </figcaption>
  );
}

function partsOf({ counts }: CountBar, most: number, height: number) {
  let y = height + 1;
  return counts.flatMap((count, kind) => {
    if (count === 0) return [];
    const tall = Math.max(LEAST, Math.round((count / most) * (height - LEAST * counts.length)));
    y -= tall;
    return [{ y, tall, kind }];
  });
}
