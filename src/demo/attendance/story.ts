/** Registers of the cast: each says exactly what its story claims, however much of the year has passed. */
import { addDays, type PlainDate, weekday } from '#dates';
import type { AttendanceStory } from '#test/cast';
import type { SchoolDay } from '../calendars.ts';
import { mark, type Register, wholeDay } from './stay.ts';

const ILL = mark('I');

/** Writes a story into a full register. Suspensions are in it already: what the story counts comes on top of them. */
export function tell(story: AttendanceStory, register: Register, today: PlainDate): void {
  const { days, marks } = register;
  switch (story.story) {
    case 'spread': {
      const sessions = Math.floor((2 * days.length * story.absentPerThousand) / 1000);
      missEvenly(register, days, sessions, mark(story.code));
      break;
    }
    case 'exactly_a_tenth': {
      const beyond = days.length % 5;
      for (const day of days.slice(0, beyond)) wholeDay(register, day, mark('Y1'));
      missEvenly(register, days.slice(beyond), (days.length - beyond) / 5, ILL);
      break;
    }
    case 'just_below_a_tenth':
      missEvenly(register, days, Math.max(0, Math.ceil(days.length / 5) - 1), ILL);
      break;
    case 'slide':
      slide(register, story.lastWeeks, today);
      break;
    case 'part_time':
      for (const day of days) if (story.afternoons.includes(day.weekday)) marks[day.slot + 1] = mark('C2');
      break;
    case 'two_places':
      for (const day of days)
        if (story.weekdaysElsewhere.includes(day.weekday)) wholeDay(register, day, mark('D'));
      break;
  }
}

/** The same days seen from the second setting. */
export function tellElsewhere(story: AttendanceStory, register: Register): void {
  if (story.story !== 'two_places') return;
  for (const day of register.days)
    if (!story.weekdaysElsewhere.includes(day.weekday)) wholeDay(register, day, mark('D'));
}

/** Whole days as far as the number goes, and one afternoon when it is odd. Never over another mark of absence. */
function missEvenly(register: Register, days: readonly SchoolDay[], sessions: number, letter: number): void {
  const wanted = Math.ceil(sessions / 2);
  for (let done = 0; done < wanted; done += 1) {
    const from = Math.floor((done * days.length) / wanted);
    const to = Math.floor(((done + 1) * days.length) / wanted);
    const free = days.slice(from, to).filter(({ slot }) => register.marks[slot] === mark('/'));
    const day = free[Math.floor(free.length / 2)];
    if (!day) continue;
    if (done === wanted - 1 && sessions % 2 === 1) register.marks[day.slot + 1] = letter;
    else wholeDay(register, day, letter);
  }
}

/** Whole school weeks only: the week that today is in the middle of is missed but for its first session. */
function slide(register: Register, lastWeeks: readonly number[], today: PlainDate): void {
  const weeks = Map.groupBy(register.days, ({ date }) => addDays(date, 1 - weekday(date)));
  const begun = [...weeks.entries()].map(([monday, days]) => ({ days, whole: addDays(monday, 4) <= today }));
  const whole = begun.filter((week) => week.whole).slice(-lastWeeks.length);
  const missed = lastWeeks.slice(-whole.length);
  for (const [at, { days }] of whole.entries()) missLast(register, days, missed[at] ?? 0);
  const partial = begun.find((week) => !week.whole);
  if (partial) missLast(register, partial.days, partial.days.length * 2 - 1);
}

/** The last sessions of some days, from the end of the week backwards. */
function missLast({ marks }: Register, days: readonly SchoolDay[], sessions: number): void {
  const slots = days.flatMap(({ slot }) => [slot, slot + 1]);
  for (const slot of sessions > 0 ? slots.slice(-sessions) : []) marks[slot] = mark('O');
}
