import { use } from 'react';
import type { CalendarWeek, Slot } from './calendar-week.ts';
import { UiWordsContext } from './ui-words.ts';

const LEFT = 26;
const TOP = 40;
const SLOT = { width: 15, height: 20 };
const DAY = SLOT.width * 2 + 5;
const ROW = SLOT.height + 5;

/** One month as a picture: a row a week, a column a weekday, morning and afternoon side by side. */
export function CalendarMonth(props: { name: string; weeks: readonly CalendarWeek[]; columns: number }) {
  const { name, weeks, columns } = props;
  const words = use(UiWordsContext);
  return (
    <svg
      className="wm-calendar__month"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${LEFT + columns * DAY} ${TOP + weeks.length * ROW}`}
      aria-hidden="true"
      focusable="false"
    >
      <text className="wm-calendar__name" x="0" y="14">
        {name}
      </text>
      {words.weekdaysShort.slice(0, columns).map((letter, index) => (
        <text key={index} className="wm-calendar__weekday" x={LEFT + index * DAY + SLOT.width} y="33">
          {letter}
        </text>
      ))}
      {weeks.map((week, row) => (
        <g key={week.startsOn} transform={`translate(0 ${TOP + row * ROW})`}>
          <text className="wm-calendar__week" x={LEFT - 8} y="15">
            {Number(week.startsOn.slice(8))}
          </text>
          {week.days.map((day, index) => (
            <g key={day.date} transform={`translate(${LEFT + index * DAY} 0)`}>
              <SlotDrawing slot={day.am} x={0} />
              <SlotDrawing slot={day.pm} x={SLOT.width + 1} />
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

/** One slot for the legend. */
export function LegendDrawing({ slot }: { slot: Omit<Slot, 'says'> }) {
  return (
    <svg
      className="wm-calendar__key"
      xmlns="http://www.w3.org/2000/svg"
      width="19"
      height="24"
      viewBox={`-2 -2 ${SLOT.width + 4} ${SLOT.height + 4}`}
      aria-hidden="true"
      focusable="false"
    >
      <SlotDrawing slot={slot} x={0} />
    </svg>
  );
}

function SlotDrawing({ slot, x }: { slot: Omit<Slot, 'says'>; x: number }) {
  const name = `wm-slot wm-slot--${slot.kind}`;
  const { width, height } = SLOT;
  if (slot.kind === 'none') return <path className={name} d={`M${x + 5} ${height / 2}h5`} />;
  if (slot.kind === 'present') {
    return <rect className={name} x={x} y="7" width={width} height={height - 14} rx="2" />;
  }
  if (slot.kind === 'not-possible') {
    const lines = `M${x} 7l7-7M${x} 14l14-14M${x + 1} 20l14-14M${x + 8} 20l7-7`;
    return (
      <>
        <rect className={name} x={x + 0.5} y="0.5" width={width - 1} height={height - 1} rx="2" />
        <path className="wm-slot__hatching" d={lines} />
      </>
    );
  }
  return (
    <>
      {slot.kind === 'activity' || slot.kind === 'late' ? (
        <rect className={name} x={x + 0.5} y="2.5" width={width - 1} height={height - 5} rx="7" />
      ) : (
        <rect className={name} x={x + 0.5} y="0.5" width={width - 1} height={height - 1} rx="1" />
      )}
      <text className={`wm-slot__code wm-slot__code--${slot.kind}`} x={x + width / 2} y="14.5">
        {slot.code}
      </text>
    </>
  );
}
