import type { PageFrame } from '#web';
import type { PlannedAction } from '../queries/planned-actions.ts';
import { type Gap, purposeOf } from '../rules/gaps.ts';
import { textIn } from '../rules/index.ts';

type Props = {
  frame: PageFrame;
  responseId: string;
  gaps: readonly Gap[];
  planned: readonly PlannedAction[];
  mayPlan: boolean;
};

/** What an audit leaves to do, the lowest first, each with what is planned about it or a way to plan it. */
export function GapsSection({ frame: { say, lang }, responseId, gaps, planned, mayPlan }: Props) {
  if (gaps.length === 0) return null;
  return (
    <section className="wm-section">
      <h2 className="govuk-heading-m">{say('actions.gaps')}</h2>
      <p className="govuk-body">{say('actions.gaps-about', { count: gaps.length })}</p>
      <ul className="govuk-list wm-gaps">
        {gaps.map((gap) => {
          const about = planned.filter(({ item }) => item === gap.item.code);
          const purpose = purposeOf(gap, lang);
          return (
            <li key={gap.item.code} className="wm-gap">
              <span className="govuk-!-font-weight-bold">{textIn(gap.area, lang)}</span>
              <br />
              {say('actions.gap-now', { now: textIn(gap.now.text, lang) })}
              <br />
              {say('actions.gap-next', { next: purpose })}
              {about.map(({ id, does }) => (
                <a key={id} className="govuk-link wm-gap__action" href={`/action-plan/${id}`}>
                  {say('actions.planned', { does: does.slice(0, 120) })}
                </a>
              ))}
              {mayPlan && (
                <a
                  className="govuk-link wm-gap__action wm-screen-only"
                  href={`/action-plan/new?response=${responseId}&item=${gap.item.code}`}
                >
                  {say('actions.new')}
                  <span className="govuk-visually-hidden">: {purpose}</span>
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
