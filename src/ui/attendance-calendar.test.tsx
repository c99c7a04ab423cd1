import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { AttendanceCalendar, type CalendarWeek, type Slot, type SlotKind } from './index.ts';

const slot = (kind: SlotKind, code: string): Slot => ({ kind, code, says: `says ${kind}` });
const present = slot('present', '/');

function week(startsOn: string, days: [Slot, Slot][]): CalendarWeek {
  return {
    startsOn,
    label: `week of ${startsOn}`,
    days: days.map(([am, pm], index) => ({ date: `${startsOn.slice(0, 8)}${index}`, am, pm })),
  };
}

function calendar(weeks: CalendarWeek[]): string {
  return renderToStaticMarkup(
    <AttendanceCalendar
      weeks={weeks}
      legend={[{ kind: 'late', code: 'L', says: 'late' }]}
      summary="Late once."
      caption="Autumn"
    />,
  );
}

const full: [Slot, Slot][] = [
  [present, slot('late', 'L')],
  [slot('authorised', 'I'), slot('unauthorised', 'O')],
  [slot('activity', 'V'), slot('not-possible', 'Y')],
  [present, present],
  [slot('none', ''), slot('none', '')],
];

describe('the attendance calendar', () => {
  it('says the whole in words and holds the same data in a table', () => {
    const html = calendar([week('2026-09-07', full)]);
    expect(html).toContain('Late once.');
    expect(html).toMatch(/<th scope="row"[^>]*>week of 2026-09-07/);
    expect(html).toContain('Morning: says present. Afternoon: says late.');
    expect(html.match(/<td/g)).toHaveLength(5);
  });

  it('draws a block a month', () => {
    const html = calendar([week('2026-09-28', full), week('2026-10-05', full), week('2026-10-12', full)]);
    const names = [...html.matchAll(/wm-calendar__name"[^>]*>([^<]*)/g)].map(([, name]) => name);
    expect(names).toEqual(['September 2026', 'October 2026']);
  });

  it('tells the kinds apart by shape and letter, not only by colour', () => {
    const shapes = ['late', 'authorised', 'unauthorised', 'activity', 'present', 'none', 'not-possible'].map(
      (kind) => {
        const html = calendar([week('2026-09-07', [[slot(kind as SlotKind, kind.slice(0, 2)), present]])]);
        // The week's number, then every shape of the month.
        return /wm-calendar__week".*?<\/text>(.*?)<\/svg>/.exec(html)?.[1]?.replace(/class="[^"]*"/g, '');
      },
    );
    expect(new Set(shapes).size).toBe(shapes.length);
  });

  it('draws all sessions of a plain kind as one shape, however many there are', () => {
    const html = calendar([week('2026-09-07', full), week('2026-09-14', full)]);
    const picture = html.slice(html.indexOf('wm-calendar__months'), html.indexOf('<details'));
    expect(picture.match(/wm-slot--present/g)).toHaveLength(1);
    // Three present sessions a week.
    expect(/wm-slot--present" d="([^"]*)"/.exec(picture)?.[1]?.match(/z/g)).toHaveLength(6);
    expect(picture.match(/wm-slot__code /g)).toHaveLength(8);
  });

  it('makes room for a school that is open on Saturdays', () => {
    const html = calendar([week('2026-09-07', [...full, [present, present]])]);
    expect(html).toMatch(/<th scope="col"[^>]*>Saturday/);
    expect(html).not.toMatch(/<th scope="col"[^>]*>Sunday/);
  });
});
