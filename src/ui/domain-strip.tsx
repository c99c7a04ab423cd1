import { type Domain, DomainIcon } from './domain-icon.tsx';
import { classes } from './props.ts';

export type Mark = '0' | '✓' | '✓✓' | 'unknown';

export type DomainMark = {
  domain: Domain;
  mark: Mark;
  /** Name of the domain. */
  label: string;
  /** The mark in words: "two ticks", "not known". */
  says: string;
};

export type DomainStripProps = {
  /** Five, in the order of the domains. */
  marks: readonly DomainMark[];
  /**
   * `row`: in a line of a list, words said but not shown. `page`: with words. `thin`: as `page`, but low, for more
   * views of the same domains under it.
   */
  size: 'row' | 'page' | 'thin';
  /** Whose marks these are: shown on a page, said in a row. */
  caption?: string | undefined;
};

const FILLS: Record<Mark, string> = { '0': 'none', '✓': 'one', '✓✓': 'two', unknown: 'unknown' };

/**
 * The five domains in one picture, the same everywhere. A mark is told by fill and by drawing, never by colour alone:
 * nothing, one tick, two ticks on a full cell, or a hatched cell with a question mark when nobody knows.
 *
 * @example <DomainStrip size="row" marks={marks} caption="Records" />
 */
export function DomainStrip({ marks, size, caption }: DomainStripProps) {
  const captionShown = size !== 'row' && caption;
  return (
    <div
      className={classes(
        'wm-strip',
        size === 'row' ? 'wm-strip--row' : 'wm-strip--page',
        size === 'thin' && 'wm-strip--thin',
      )}
    >
      {captionShown && (
        <p className="wm-strip__caption" aria-hidden="true">
          {caption}
        </p>
      )}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without bullets is not announced as one in Safari */}
      <ul className="wm-strip__cells" role="list" aria-label={caption}>
        {marks.map(({ domain, mark, label, says }) => (
          <li
            key={domain}
            className={classes(
              'wm-strip__cell',
              `wm-strip__cell--${domain}`,
              `wm-strip__cell--${FILLS[mark]}`,
            )}
          >
            <span className="wm-strip__picture">
              <DomainIcon domain={domain} size={size === 'page' ? 26 : 18} />
              <MarkDrawing mark={mark} />
            </span>
            <span className={size === 'row' ? 'govuk-visually-hidden' : 'wm-strip__words'}>
              <span className="wm-strip__label">{label}</span>
              <span className="govuk-visually-hidden">: </span>
              <span className="wm-strip__says">{says}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const TICK = 'm1.5 6 3 3.500L10 2';

/** The mark alone, 20 by 12: nothing, one tick, two ticks or a question mark. */
function MarkDrawing({ mark }: { mark: Mark }) {
  return (
    <svg
      className="wm-strip__mark"
      xmlns="http://www.w3.org/2000/svg"
      width="20"
      height="12"
      viewBox="0 0 20 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      {mark === '✓' && <path d={TICK} transform="translate(4 0)" />}
      {mark === '✓✓' && (
        <>
          <path d={TICK} transform="translate(-.5 0)" />
          <path d={TICK} transform="translate(8.5 0)" />
        </>
      )}
      {mark === 'unknown' && <path d="M7 3.500a3 2.8 0 1 1 4.5 2.300c-1 .6-1.5 1-1.5 2M10 10.900v.02" />}
    </svg>
  );
}
