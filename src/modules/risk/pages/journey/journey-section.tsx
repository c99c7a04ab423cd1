import { academicYear, academicYearName, britishDate } from '#dates';
import { type Moment, momentsOf } from '#modules/records';
import type { PersonSection, Say } from '#web';
import { tierName } from '#web';
import { decisionsOf } from '../../queries/decisions.ts';
import { givenMarks } from '../../queries/given-marks.ts';
import { JourneyLine } from './journey-line.tsx';
import { MomentShape } from './moment-shape.tsx';

/** A moment as it is read: its words are found when the language of the page is known. */
type Told = Pick<Moment, 'on' | 'kind'> & { words: (say: Say) => string };

/**
 * The way so far, on a line of time: settings, suspensions, what people saw and decided, and what came after school. The
 * list says everything; the line above it is the same as a picture.
 */
export const journeySection: PersonSection<readonly Told[]> = {
  id: 'journey',
  order: 15,
  title: 'journey.title',
  permission: 'records.see',
  async load(tx, { personId, actor: { tenantId }, today }) {
    const moments = await momentsOf(tx, { tenantId, personId, today });
    const decisions = await decisionsOf(tx, { tenantId, personId }, today);
    const marks = await givenMarks(tx, { tenantId, personId }, today);
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
  },
  render: (moments, { say }) =>
    moments.length === 0 ? (
      <p className="govuk-body wm-unknown">{say('journey.none')}</p>
    ) : (
      <>
        <JourneyLine moments={moments} />
        {[...Map.groupBy(moments, ({ on }) => academicYear(on))].map(([year, some]) => (
          <div key={year} className="wm-journey__year">
            <h3 className="govuk-heading-s" id={`journey-${year}`}>
              {academicYearName(year)}
            </h3>
            {/* biome-ignore lint/a11y/noRedundantRoles: a list without numbers is not announced as one in Safari */}
            <ol className="govuk-list wm-journey" role="list" aria-labelledby={`journey-${year}`}>
              {some.map(({ on, kind, words }, at) => (
                <li key={`${on} ${kind} ${at}`} className="wm-journey__moment">
                  <MomentShape kind={kind} />
                  <span>
                    <span className="wm-journey__date">{britishDate(on)}</span> {words(say)}
                  </span>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </>
    ),
};
