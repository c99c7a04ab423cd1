import { academicYear, academicYearName, britishDate, type PlainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import { type Calendar, calendarsOf } from '#modules/people';
import { momentsOf, staysOf, weeksAttended } from '#modules/records';
import { Timeline } from '#ui';
import type { PageFrame, PersonSection, Say } from '#web';
import { tierName } from '#web';
import { decisionsOf } from '../../queries/decisions.ts';
import { givenMarks } from '../../queries/given-marks.ts';
import { JourneyPicture, type Way } from './journey-picture.tsx';
import { MomentShape } from './moment-shape.tsx';
import { SpanLinks } from './span-links.tsx';
import { type Span, spansOf, yearAsked } from './spans.ts';
import type { Told } from './told.ts';

type Journey = {
  way: Way;
  spans: { now: Span; years: readonly Span[]; terms: readonly Span[] };
  query: Parameters<PersonSection['load']>[1]['query'];
};

/**
 * The way so far, on a line of time: how much was attended, settings, suspensions, what people saw and decided, and what came
 * after school. All of it, or a year or a term from nearer by. The list says everything; the picture above it says the same.
 */
export const journeySection: PersonSection<Journey | undefined> = {
  id: 'journey',
  order: 15,
  title: 'journey.title',
  permission: 'records.see',
  async load(tx, { personId, settingId, actor: { tenantId }, today, query }) {
    const whose = { tenantId, personId, today };
    const all = await toldOf(tx, whose);
    const first = all[0]?.on;
    if (first === undefined) return undefined;
    const asked = String([query.way ?? ''].flat()[0]);
    const calendar = await calendarOf(tx, { tenantId, settingId, year: yearAsked(asked) });
    const spans = spansOf({ first, today, asked, calendar });
    const { from, to } = spans.now;
    const moments = all.filter(({ on }) => on >= from && on <= to);
    const weeks = await weeksAttended(tx, { tenantId, personId, from, to });
    return { way: { from, to, moments, weeks, stays: await staysOf(tx, whose) }, spans, query };
  },
  render: (journey, frame) =>
    journey ? (
      <Drawn journey={journey} frame={frame} />
    ) : (
      <p className="govuk-body wm-unknown">{frame.say('journey.none')}</p>
    ),
};

/** Everything with a day, the first first. */
async function toldOf(
  tx: Tx,
  whose: { tenantId: TenantId; personId: PersonId; today: PlainDate },
): Promise<Told[]> {
  const moments = await momentsOf(tx, whose);
  const decisions = await decisionsOf(tx, whose, whose.today);
  const marks = await givenMarks(tx, whose, whose.today);
  const told: Told[] = [
    ...moments.map(({ on, kind, key, values }): Told => ({ on, kind, words: (say) => say(key, values) })),
    ...decisions.map(
      ({ decidedOn: on, tier, author }): Told => ({
        on,
        kind: 'decided',
        words: (say) => say('journey.decided', { tier: tierName(say, tier), author }),
      }),
    ),
    ...marks.map(
      ({ onDate: on, view, domain, author }): Told => ({
        on,
        kind: 'marked',
        words: (say) => say(`journey.marked.${view}`, { domain: say(`domains.${domain}`), author }),
      }),
    ),
  ];
  return told.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

async function calendarOf(
  tx: Tx,
  of: { tenantId: TenantId; settingId: SettingId | null; year: number | undefined },
): Promise<Calendar | undefined> {
  const { tenantId, settingId, year } = of;
  if (settingId === null || year === undefined) return undefined;
  const found = await calendarsOf(tx, { tenantId, settingIds: [settingId], years: [year] });
  return found.get(settingId)?.get(year);
}

/** Wide for a desk, narrow for a phone: text keeps its size. */
const WIDE = 960;
const NARROW = 345;

function Drawn({ journey: { way, spans, query }, frame }: { journey: Journey; frame: PageFrame }) {
  const { say } = frame;
  const summary = attendedInWords(say, way);
  return (
    <>
      <SpanLinks spans={spans} query={query} path={frame.path} say={say} />
      <div className="wm-way__wide">
        <JourneyPicture way={way} width={WIDE} label={summary} say={say} />
      </div>
      <div className="wm-way__narrow">
        <JourneyPicture way={way} width={NARROW} label={summary} say={say} />
      </div>
      <p className="govuk-body-s wm-way__summary">{summary}</p>
      {way.moments.length === 0 && <p className="govuk-body">{say('journey.none-here')}</p>}
      {[...Map.groupBy(way.moments, ({ on }) => academicYear(on))].map(([year, some]) => (
        <div key={year} className="wm-journey__year">
          <h3 className="govuk-heading-s" id={`journey-${year}`}>
            {academicYearName(year)}
          </h3>
          <Timeline
            labelledBy={`journey-${year}`}
            items={some.map(({ on, kind, words }, at) => ({
              key: `${on} ${kind} ${at}`,
              when: britishDate(on),
              what: words(say),
              shape: <MomentShape kind={kind} />,
            }))}
          />
        </div>
      ))}
    </>
  );
}

/** What the line of attendance shows, in a sentence. */
function attendedInWords(say: Say, { from, to, weeks }: Way): string {
  const days = { from: britishDate(from), to: britishDate(to) };
  const [least] = weeks.toSorted(
    (one, other) => one.attended / one.possible - other.attended / other.possible,
  );
  if (!least) return say('journey.attended.unknown', days);
  const share = (attended: number, possible: number) => `${Math.round((100 * attended) / possible)}%`;
  const sum = (of: 'attended' | 'possible') => weeks.reduce((total, week) => total + week[of], 0);
  return say('journey.attended.summary', {
    ...days,
    percent: share(sum('attended'), sum('possible')),
    week: britishDate(least.startsOn),
    least: share(least.attended, least.possible),
  });
}
