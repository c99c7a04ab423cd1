import type { ReactNode } from 'react';
import { classes } from '../props.ts';

export type TimelineItem = {
  key: string;
  /** The day or the moment, in words. */
  when: string;
  /** What happened, in a line. */
  what: ReactNode;
  /** A shape on the line that tells kinds of moment apart; a plain dot without one. */
  shape?: ReactNode;
  /** What there is to say about it besides. */
  more?: ReactNode;
};

export type TimelineProps = {
  items: readonly TimelineItem[];
  /** The latest is first. */
  reversed?: boolean | undefined;
  labelledBy?: string | undefined;
};

/**
 * Moments in order on one line.
 *
 * @example <Timeline items={[{ key: '1', when: '14 March 2027', what: 'Moved to Fernlow High' }]} />
 */
export function Timeline({ items, reversed, labelledBy }: TimelineProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: a list without numbers is not announced as one in Safari
    <ol className="govuk-list wm-timeline" role="list" reversed={reversed} aria-labelledby={labelledBy}>
      {items.map(({ key, when, what, shape, more }) => (
        <li key={key} className="wm-timeline__item">
          <span className={classes('wm-timeline__shape', !shape && 'wm-timeline__shape--dot')}>{shape}</span>
          <div className="wm-timeline__told">
            <span className="wm-timeline__when">{when}</span> {what}
            {more}
          </div>
        </li>
      ))}
    </ol>
  );
}
