import { academicYear, daysBetween, type PlainDate, plainDate } from '#dates';
import type { Moment } from '#modules/records';
import { ShapeAt } from './moment-shape.tsx';

const WIDTH = 960;
const EDGE = 14;
const LINE = 40;

/**
 * The moments to scale on a line, a tick at the beginning of each academic year. The list below says the same, so the
 * picture is hidden from those who listen; on a narrow screen it is left out.
 */
export function JourneyLine({ moments }: { moments: readonly Pick<Moment, 'on' | 'kind'>[] }) {
  const [first, last] = [moments[0]?.on, moments.at(-1)?.on];
  if (!first || !last || first === last) return null;
  const length = daysBetween(first, last);
  const placeOf = (on: PlainDate) =>
    Math.round(EDGE + (daysBetween(first, on) / length) * (WIDTH - 2 * EDGE));
  const years: number[] = [];
  for (let year = academicYear(first) + 1; year <= academicYear(last); year += 1) years.push(year);
  return (
    <svg
      className="wm-journey-line"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${WIDTH} 56`}
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d={`M${EDGE} ${LINE}H${WIDTH - EDGE}`} stroke="currentColor" strokeWidth="2" />
      {years.map((year) => (
        <g key={year}>
          <path d={`M${placeOf(plainDate(`${year}-09-01`))} ${LINE - 16}v32`} stroke="currentColor" />
          <text x={placeOf(plainDate(`${year}-09-01`)) + 4} y="16" fontSize="15">
            {year}
          </text>
        </g>
      ))}
      {moments.map(({ on, kind }, at) => (
        <ShapeAt key={`${on} ${kind} ${at}`} kind={kind} x={placeOf(on)} y={LINE} />
      ))}
    </svg>
  );
}
