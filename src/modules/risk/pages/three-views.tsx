import { DomainStrip } from '#ui';
import { marksInWords, type Say } from '#web';
import type { Standing } from '../queries/standing.ts';
import { DOMAINS, type Marks, VIEWS, type View } from '../rules/index.ts';

/**
 * What records show, what adults say and what the young person says, one under the other, and where they disagree. Where
 * nobody has spoken yet, one line says so instead of five domains that are not known.
 */
export function ThreeViews({
  standing: { views, disagreements },
  say,
}: {
  standing: Pick<Standing, 'views' | 'disagreements'>;
  say: Say;
}) {
  return (
    <>
      {VIEWS.filter((view) => !isSilent(view, views[view])).map((view) => (
        <DomainStrip
          key={view}
          size={view === 'records' ? 'page' : 'thin'}
          caption={say(`profile.views.${view}`)}
          marks={marksInWords(say, views[view])}
        />
      ))}
      {VIEWS.filter((view) => isSilent(view, views[view])).map((view) => (
        <p key={view} className="govuk-body wm-unknown">
          {say('profile.views.silent', { view: say(`profile.views.${view}`) })}
        </p>
      ))}
      {disagreements.length > 0 && (
        <div className="govuk-inset-text">
          <p className="govuk-body govuk-!-font-weight-bold">{say('profile.disagree.title')}</p>
          <ul className="govuk-list">
            {disagreements.map(({ domain, sees, seesNothing }) => (
              <li key={`${domain} ${sees} ${seesNothing}`}>
                {say('profile.disagree.says', {
                  domain: say(`domains.${domain}`),
                  sees: say(`profile.disagree.who.${sees}`),
                  nothing: say(`profile.disagree.who.${seesNothing}`),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

/** Whether nobody has said anything in a view. Records always speak, if only to say what they do not know. */
function isSilent(view: View, marks: Marks): boolean {
  return view !== 'records' && DOMAINS.every((domain) => marks[domain] === 'unknown');
}
