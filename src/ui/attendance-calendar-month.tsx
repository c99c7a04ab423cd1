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
        <text key={week.startsOn} className="wm-calendar__week" x={LEFT - 8} y={TOP + row * ROW + 15}>
          {Number(week.startsOn.slice(8))}
        </text>
      ))}
      <Slots placed={placedIn(weeks)} />
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
      <Slots placed={[{ slot, x: 0, y: 0 }]} />
    </svg>
  );
}

/** Kinds that are the same wherever they are. */
const PLAIN: ReadonlySet<Slot['kind']> = new Set(['none', 'present', 'not-possible']);

type Placed = { slot: Omit<Slot, 'says'>; x: number; y: number };

function placedIn(weeks: readonly CalendarWeek[]): Placed[] {
  return weeks.flatMap(({ days }, row) =>
    days.flatMap(({ am, pm }, index) => {
      const [x, y] = [LEFT + index * DAY, TOP + row * ROW];
      return [
        { slot: am, x, y },
        { slot: pm, x: x + SLOT.width + 1, y },
      ];
    }),
  );
}

/**
 * Every slot where it is. Most sessions look like most others, so all of a plain kind are one shape: a page with two
 * years of them is drawn, sent and read in a fraction of the time.
 */
function Slots({ placed }: { placed: readonly Placed[] }) {
  const of = (kind: Slot['kind']) => placed.filter(({ slot }) => slot.kind === kind);
  const [none, present, uncounted] = [of('none'), of('present'), of('not-possible')];
  const coded = placed.filter((each) => !PLAIN.has(each.slot.kind));
  const { width, height } = SLOT;
  return (
    <>
      <Shape kind="none" all={none} path={({ x, y }) => `M${x + 5} ${y + height / 2}h5`} />
      <Shape kind="present" all={present} path={({ x, y }) => box(x, y + 7, width, height - 14)} />
      <Shape
        kind="not-possible"
        all={uncounted}
        path={({ x, y }) => box(x + 0.5, y + 0.5, width - 1, height - 1)}
      />
      {uncounted.length > 0 && (
        <path className="wm-slot__hatching" d={uncounted.map(({ x, y }) => hatching(x, y)).join('')} />
      )}
      {coded.map((each) => (
        <CodedSlot key={`${each.x} ${each.y}`} {...each} />
      ))}
    </>
  );
}

function Shape({
  kind,
  all,
  path,
}: {
  kind: Slot['kind'];
  all: readonly Placed[];
  path(at: Placed): string;
}) {
  if (all.length === 0) return null;
  return <path className={`wm-slot wm-slot--${kind}`} d={all.map(path).join('')} />;
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`;
}

function hatching(x: number, y: number): string {
  return `M${x} ${y + 7}l7-7M${x} ${y + 14}l14-14M${x + 1} ${y + 20}l14-14M${x + 8} ${y + 20}l7-7`;
}

/** A session that is not like the others has its letter in it. */
function CodedSlot({ slot, x, y }: Placed) {
  const name = `wm-slot wm-slot--${slot.kind}`;
  const { width, height } = SLOT;
  return (
    <>
      {slot.kind === 'activity' || slot.kind === 'late' ? (
        <rect className={name} x={x + 0.5} y={y + 2.5} width={width - 1} height={height - 5} rx="7" />
      ) : (
        <rect className={name} x={x + 0.5} y={y + 0.5} width={width - 1} height={height - 1} rx="1" />
      )}
      <text className={`wm-slot__code wm-slot__code--${slot.kind}`} x={x + width / 2} y={y + 14.5}>
        {slot.code}
      </text>
    </>
  );
}
