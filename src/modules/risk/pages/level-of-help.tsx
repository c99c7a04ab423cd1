import { britishDate } from '#dates';
import type { PersonId } from '#db';
import { Details } from '#ui';
import { type Say, tierName } from '#web';
import type { Decided } from '../queries/decisions.ts';
import type { Standing } from '../queries/standing.ts';
import { suggestTier } from '../rules/index.ts';

type Props = { personId: PersonId; standing: Standing; mayDecide: boolean; say: Say };

/** The level of help: what points suggest, what somebody decided, and whether it is time to look again. */
export function LevelOfHelp({ personId, standing, mayDecide, say }: Props) {
  const [decision, ...before] = standing.decisions;
  return (
    <>
      <h3 className="govuk-heading-s" id="help">
        {say('profile.decision.section')}
      </h3>
      <Suggested standing={standing} say={say} />
      {decision ? (
        <InForce decision={decision} isWaiting={standing.isWaiting} say={say} />
      ) : (
        <p className="govuk-body">{say('profile.decision.nobody')}</p>
      )}
      {mayDecide && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={`/people/${personId}/decision`}>
            {say(decision ? 'profile.decision.again' : 'profile.decision.decide')}
          </a>
        </p>
      )}
      {before.length > 0 && (
        <Details summary={say('profile.decision.before')}>
          {before.map((each) => (
            <Decision key={each.id} decision={each} say={say} />
          ))}
        </Details>
      )}
    </>
  );
}

/**
 * The level the known points suggest here. Where the unknown could raise it, it is the least, never the whole answer;
 * where places keep somebody from a level whose points they have, that is said.
 */
export function Suggested({
  standing: { suggested, profile, ruleSet },
  say,
}: {
  standing: Pick<Standing, 'suggested' | 'profile' | 'ruleSet'>;
  say: Say;
}) {
  if (!suggested || !profile || !ruleSet)
    return <p className="govuk-body">{say('profile.decision.suggested-none')}</p>;
  const { tier, atHighest, cut } = suggested;
  const words = { tier: tierName(say, tier), highest: tierName(say, atHighest), title: ruleSet.title };
  const least = tier === suggestTier(0, ruleSet) ? 'profile.tier-unknown' : 'profile.tier-least';
  return (
    <>
      <p className="govuk-body">{say(tier === atHighest ? 'profile.tier' : least, words)}</p>
      {cut && (
        <p className="govuk-body">
          {say('profile.decision.suggested-cut', {
            points: say('profile.points.count', { count: profile.points.known }),
            byRules: tierName(say, cut.tier),
            from: cut.from,
            reach: cut.reach,
            places: cut.places ?? 0,
          })}
        </p>
      )}
    </>
  );
}

function InForce({ decision, isWaiting, say }: { decision: Decided; isWaiting: boolean; say: Say }) {
  return (
    <>
      <Decision decision={decision} say={say} />
      {isWaiting && (
        <p className="govuk-body govuk-!-font-weight-bold">
          {say(decision.isDue ? 'profile.decision.due' : 'profile.decision.more')}
        </p>
      )}
    </>
  );
}

function Decision({ decision, say }: { decision: Decided; say: Say }) {
  const { tier, suggested, author, decidedOn, reviewOn, reason } = decision;
  return (
    <div className="wm-note">
      <p className="govuk-body govuk-!-margin-bottom-1">
        {say('profile.decision.in-force', {
          tier: tierName(say, tier),
          author,
          date: britishDate(decidedOn),
          review: britishDate(reviewOn),
        })}
        {suggested !== null && suggested !== tier && (
          <> {say('profile.decision.override', { suggested: tierName(say, suggested) })}</>
        )}
      </p>
      <p className="wm-note__body" dir="auto">
        {say('profile.decision.reason-was', { reason })}
      </p>
    </div>
  );
}
