import { use } from 'react';
import { UiWordsContext } from './ui-words.ts';
import type { PictureDay, PictureDayKind } from './year-picture-day.ts';

const CELL = { width: 24, height: 22 };
const TOP = 38;
const WEEKS = 6;

/** One month: a row a week, a column a weekday. */
export function PictureMonth({ name, days }: { name: string; days: readonly PictureDay[] }) {
  const words = use(UiWordsContext);
  const before = (days[0]?.weekday ?? 1) - 1;
  return (
    <svg
      className="wm-year-picture__month"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${7 * CELL.width} ${TOP + WEEKS * CELL.height}`}
      aria-hidden="true"
      focusable="false"
    >
      <text className="wm-year-picture__name" x="2" y="14">
        {name}
      </text>
      {words.weekdaysShort.map((letter, index) => (
        <text key={index} className="wm-year-picture__weekday" x={(index + 0.5) * CELL.width} y="32">
          {letter}
        </text>
      ))}
      {days.map(({ date, weekday, kind, says }, index) => {
        const week = Math.floor((before + index) / 7);
        return (
          <g
            key={date}
            transform={`translate(${(weekday - 1) * CELL.width + 1} ${TOP + week * CELL.height + 1})`}
          >
            {says && <title>{says}</title>}
            <DayDrawing kind={kind} number={Number(date.slice(8))} />
          </g>
        );
      })}
    </svg>
  );
}

/** One day, 22 by 20. */
export function DayDrawing({ kind, number }: { kind: PictureDayKind; number: number | '' }) {
  const name = `wm-day wm-day--${kind}`;
  return (
    <>
      {kind === 'bank_holiday' ? (
        <rect className={name} x="1" y="0.5" width="20" height="19" rx="9.5" />
      ) : (
        kind !== 'weekend' && <rect className={name} x="0.5" y="0.5" width="21" height="19" rx="1.5" />
      )}
      {kind === 'inset' && <path className="wm-day__corner" d="M12 0.5h9.5v9.5z" />}
      {kind === 'closure' && (
        <path className="wm-day__hatching" d="M1 7l6-6M1 13L13 1M1 19L19 1M7 19L21 5M13 19l8-8" />
      )}
      {kind === 'closure' && <rect className="wm-day__plate" x="4" y="3.5" width="14" height="13" rx="1" />}
      <text className={`wm-day__number wm-day__number--${kind}`} x="11" y="14">
        {number}
      </text>
    </>
  );
}
