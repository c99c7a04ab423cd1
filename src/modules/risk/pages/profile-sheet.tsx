import { britishDate } from '#dates';
import { DOMAINS } from '#ui';
import { type Say, tierName } from '#web';
import type { Standing } from '../queries/standing.ts';
import { pointsHidden } from '../rules/index.ts';
import { ThreeViews } from './three-views.tsx';

/** What is noticed and why, and which help was decided, on a sheet of paper: every reason, and what is not known only by domain. */
export function ProfileSheet({ standing, say }: { standing: Standing; say: Say }) {
  const { profile, decisions } = standing;
  const [decision] = decisions;
  return (
    <>
      <ThreeViews standing={standing} say={say} />
      {profile && (
        <ul className="govuk-list wm-sheet__reasons">
          {DOMAINS.flatMap((domain) =>
            profile.domains[domain].reasons.map(({ indicator, says }) => (
              <li key={`${domain} ${indicator}`}>
                {say('sheets.reason', { domain: say(`domains.${domain}`), says })}
              </li>
            )),
          )}
          {DOMAINS.some((domain) => pointsHidden(profile.domains[domain]) > 0) && (
            <li>{say('sheets.reasons-hidden')}</li>
          )}
        </ul>
      )}
      <p className="govuk-body">
        {decision
          ? say('profile.decision.in-force', {
              tier: tierName(say, decision.tier),
              author: decision.author,
              date: britishDate(decision.decidedOn),
              review: britishDate(decision.reviewOn),
            })
          : say('profile.decision.nobody')}
      </p>
    </>
  );
}
