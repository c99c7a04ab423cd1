import { use } from 'react';
import { UiWordsContext } from './ui-words.ts';
import type { PictureDay, PictureDayKind } from './year-picture-day.ts';
import { DayDrawing, PictureMonth } from './year-picture-month.tsx';

export type YearPictureProps = {
  /** Every day of some whole months, in order. */
  days: readonly PictureDay[];
  /** The kinds to explain, in words. */
  legend: readonly { kind: PictureDayKind; says: string }[];
};

/**
 * A year as twelve months of days. Kinds differ by fill and by mark: a school day is filled, an INSET day has a corner, a
 * bank holiday is a dark round, a closure is hatched. It is a picture only: the page says the same in words and figures.
 *
 * @example <YearPicture days={days} legend={[{ kind: 'school', says: 'School day' }]} />
 */
export function YearPicture({ days, legend }: YearPictureProps) {
  const words = use(UiWordsContext);
  const months = [...Map.groupBy(days, ({ date }) => date.slice(0, 7))];
  return (
    <div className="wm-year-picture" aria-hidden="true">
      <ul className="wm-year-picture__legend">
        {legend.map(({ kind, says }) => (
          <li key={kind}>
            <svg
              className="wm-year-picture__key"
              xmlns="http://www.w3.org/2000/svg"
              width="22"
              height="20"
              viewBox="0 0 22 20"
              aria-hidden="true"
              focusable="false"
            >
              <DayDrawing kind={kind} number="" />
            </svg>
            {says}
          </li>
        ))}
      </ul>
      <div className="wm-year-picture__months">
        {months.map(([month, of]) => (
          <PictureMonth
            key={month}
            name={`${words.months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`}
            days={of}
          />
        ))}
      </div>
    </div>
  );
}
