import { academicYearName, daysBetween, type PlainDate } from '#dates';
import type { AttendedWeek, Stay } from '#modules/records';
import type { Say } from '#web';
import { ShapeAt } from './moment-shape.tsx';
import { type Scale, scaleOf, ticksOf } from './scale.ts';
import type { Told } from './told.ts';

export type Way = {
  from: PlainDate;
  to: PlainDate;
  weeks: readonly AttendedWeek[];
  stays: readonly Stay[];
  moments: readonly Told[];
};

const PLOT = { top: 12, bottom: 84 };
const LANE = 24;
/** A longer time without sessions, such as a summer, breaks the line. */
const GAP = 21;
/** Persistent absence begins below the first, severe absence below the second. */
const LINES = [
  { percent: 100, at: 'left' },
  { percent: 90, at: 'right' },
  { percent: 50, at: 'left' },
  { percent: 0, at: 'left' },
] as const;

/**
 * A way on one axis of time: sessions attended week by week, stays at settings as bars, moments as shapes. `label` says the
 * gist; the list below says everything.
 */
export function JourneyPicture({
  way,
  width,
  label,
  say,
}: {
  way: Way;
  width: number;
  label: string;
  say: Say;
}) {
  const scale = scaleOf(way, width);
  const lanes = lanesOf(way.stays);
  const attendance = way.weeks.length > 0;
  const staysAt = attendance ? PLOT.bottom + 12 : 4;
  const momentsAt = staysAt + lanes.length * LANE + 16;
  return (
    <svg
      className="wm-way"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${momentsAt + 34}`}
      width={width}
      height={momentsAt + 34}
      role="img"
      aria-label={label}
    >
      <Axis way={way} scale={scale} top={attendance ? PLOT.top : 0} bottom={momentsAt + 12} say={say} />
      {attendance && <Attendance weeks={way.weeks} scale={scale} say={say} />}
      {lanes.map((stays, lane) => (
        <Stays key={lane} stays={stays} way={way} scale={scale} y={staysAt + lane * LANE} />
      ))}
      <path className="wm-way__ground" d={`M${scale.left} ${momentsAt}H${scale.right}`} />
      {way.moments.map(({ on, kind, words }, at) => (
        <ShapeAt key={at} kind={kind} x={scale.x(on)} y={momentsAt} title={words(say)} />
      ))}
    </svg>
  );
}

function Axis({
  way,
  scale,
  top,
  bottom,
  say,
}: {
  way: Way;
  scale: Scale;
  top: number;
  bottom: number;
  say: Say;
}) {
  return ticksOf(way, scale).map(({ on, unit }) => (
    <g key={on}>
      <path className="wm-way__tick" d={`M${scale.x(on)} ${top}V${bottom}`} />
      <text className="wm-way__name" x={scale.x(on) + 3} y={bottom + 14}>
        {unit === 'year'
          ? academicYearName(Number(on.slice(0, 4)))
          : say(`ui.months.${Number(on.slice(5, 7))}`).slice(0, 3)}
      </text>
    </g>
  ));
}

function Attendance({ weeks, scale, say }: { weeks: readonly AttendedWeek[]; scale: Scale; say: Say }) {
  const y = (percent: number) =>
    Math.round((PLOT.bottom - (percent / 100) * (PLOT.bottom - PLOT.top)) * 10) / 10;
  const at = ({ startsOn, possible, attended }: AttendedWeek) =>
    `${scale.x(startsOn)} ${y((100 * attended) / possible)}`;
  const line = weeks
    .map((week, index) => {
      const before = weeks[index - 1];
      const goesOn = before !== undefined && daysBetween(before.startsOn, week.startsOn) <= GAP;
      // A week alone between two gaps is a dot: a line of no length with round ends.
      return goesOn ? `L${at(week)}` : `M${at(week)}h0`;
    })
    .join('');
  return (
    <>
      {LINES.map(({ percent, at: side }) => (
        <g key={percent}>
          <path className="wm-way__line" d={`M${scale.left} ${y(percent)}H${scale.right}`} />
          <text
            className={`wm-way__percent wm-way__percent--${side}`}
            x={side === 'left' ? scale.left - 5 : scale.right + 5}
            y={y(percent) + 4}
          >
            {say('journey.percent', { percent })}
          </text>
        </g>
      ))}
      <path className="wm-way__attended" d={line} />
    </>
  );
}

function Stays({
  stays,
  way: { from, to },
  scale,
  y,
}: {
  stays: readonly Stay[];
  way: Way;
  scale: Scale;
  y: number;
}) {
  return stays
    .filter((stay) => stay.from <= to && (stay.until === null || stay.until >= from))
    .map(({ name, from: since, until }) => {
      const [start, end] = [
        scale.x(since < from ? from : since),
        scale.x(until === null || until > to ? to : until),
      ];
      const width = Math.max(2, end - start);
      return (
        <g key={`${name} ${since}`}>
          <rect className="wm-way__stay" x={start} y={y} width={width} height={LANE - 6} rx="2" />
          {name.length * 6.6 + 10 < width && (
            <text className="wm-way__setting" x={start + 6} y={y + 13}>
              {name}
            </text>
          )}
        </g>
      );
    });
}

/** As few rows of bars as there may be without one over another. */
function lanesOf(stays: readonly Stay[]): Stay[][] {
  const lanes: Stay[][] = [];
  for (const stay of stays.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const free = lanes.find((lane) => {
      const last = lane.at(-1);
      return last === undefined || (last.until !== null && last.until < stay.from);
    });
    if (free) free.push(stay);
    else lanes.push([stay]);
  }
  return lanes;
}
