import {
  AttendanceCalendar,
  type CalendarWeek,
  CountBars,
  DOMAINS,
  DomainIcon,
  type DomainMark,
  DomainStrip,
  FingerPost,
  type Mark,
  type Slot,
  type SlotKind,
} from '#ui';
import type { Say } from '#web';
import type { Specimen } from './specimen.tsx';

const KINDS: readonly [SlotKind, code: string, says: string][] = [
  ['present', '/', 'Present'],
  ['late', 'L', 'Late'],
  ['authorised', 'I', 'Absent, authorised'],
  ['unauthorised', 'O', 'Absent, unauthorised'],
  ['activity', 'B', 'Learning elsewhere'],
  ['not-possible', '#', 'Session does not count'],
];

/** Pictures with the words that go with them. */
export function picturesIn(say: Say): readonly Specimen[] {
  return [
    {
      name: 'FingerPost',
      states: [
        {
          when: 'Our mark',
          shown: (
            <span className="wm-specimen__mark">
              <FingerPost size={48} />
            </span>
          ),
        },
      ],
    },
    {
      name: 'DomainIcon',
      states: DOMAINS.map((domain) => ({
        when: say(`domains.${domain}`),
        shown: <DomainIcon domain={domain} size={28} />,
      })),
    },
    {
      name: 'DomainStrip',
      states: [
        {
          when: 'On a page',
          shown: (
            <DomainStrip
              size="page"
              caption="On a page"
              marks={marksOf(say, ['✓', '✓✓', 'unknown', '0', '✓'])}
            />
          ),
        },
        {
          when: 'In a row',
          shown: (
            <DomainStrip
              size="row"
              caption="In a row"
              marks={marksOf(say, ['0', '✓', '✓✓', 'unknown', '0'])}
            />
          ),
        },
        {
          when: 'Three views beneath each other',
          shown: (
            <DomainStrip size="thin" caption="Thin" marks={marksOf(say, ['✓✓', '0', 'unknown', '✓', '0'])} />
          ),
        },
      ],
    },
    {
      name: 'CountBars',
      states: [
        {
          when: 'Counts over time, told apart by fill as well as colour',
          shown: (
            <CountBars
              id="kit-bars"
              summary="Three files; the last had fourteen refusals."
              kinds={[
                { id: 'added', label: 'Added' },
                { id: 'refused', label: 'Refused' },
              ]}
              bars={[
                { name: '18 November', counts: [120, 2] },
                { name: '19 November', counts: [118, 0] },
                { name: '20 November', counts: [96, 14] },
              ]}
            />
          ),
        },
      ],
    },
    {
      name: 'AttendanceCalendar',
      states: [
        {
          when: 'Weeks by weekdays, every kind by shape and letter',
          shown: (
            <AttendanceCalendar
              caption="Two weeks of November"
              summary="Two made-up weeks."
              legend={KINDS.map(([kind, code, says]) => ({ kind, code, says }))}
              weeks={[weekOf('2026-11-09', '9 November', 0), weekOf('2026-11-16', '16 November', 3)]}
            />
          ),
        },
      ],
    },
  ];
}

function marksOf(say: Say, marks: readonly Mark[]): DomainMark[] {
  return DOMAINS.map((domain, at) => {
    const mark = marks[at] ?? 'unknown';
    return { domain, mark, label: say(`domains.${domain}`), says: mark };
  });
}

function weekOf(startsOn: string, label: string, from: number): CalendarWeek {
  const slot = (at: number): Slot => {
    const [kind, code, says] = KINDS[(from + at) % KINDS.length] ?? ['none', '', ''];
    return { kind, code, says };
  };
  return {
    startsOn,
    label,
    days: [0, 1, 2, 3, 4].map((at) => ({
      date: `${startsOn.slice(0, 8)}${String(Number(startsOn.slice(8)) + at).padStart(2, '0')}`,
      am: slot(at),
      pm: slot(at + 1),
    })),
  };
}
