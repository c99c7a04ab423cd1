import { DomainStrip } from '#ui';
import { marksInWords, type Say } from '#web';
import type { Standing } from '../queries/standing.ts';
import { VIEWS } from '../rules/index.ts';

/** What records show, what adults say and what the young person says, one under the other, and where they disagree. */
export function ThreeViews({
  standing: { views, disagreements },
  say,
}: {
  standing: Pick<Standing, 'views' | 'disagreements'>;
  say: Say;
}) {
  return (
    <>
      {VIEWS.map((view) => (
        <DomainStrip
          key={view}
          size={view === 'records' ? 'page' : 'thin'}
          caption={say(`profile.views.${view}`)}
          marks={marksInWords(say, views[view])}
        />
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
