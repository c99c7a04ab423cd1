import { britishDate } from '#dates';
import { DOMAINS, DomainStrip, InsetText } from '#ui';
import { marksInWords, type PageFrame, type PersonSection, type Say, tierName } from '#web';
import { type KeptProfile, type ProfileOf, profileOf } from '../queries/profile.ts';
import { type RuleSet, suggestTier } from '../rules/index.ts';
import { DomainReasons } from './domain-reasons.tsx';
import { RuleSetNotice } from './rule-set-notice.tsx';

/** What the records say in the five domains, with every reason and everything that is not known. */
export const profileSection: PersonSection<ProfileOf> = {
  id: 'profile',
  order: 10,
  title: 'profile.title',
  permission: 'records.see',
  load: (tx, { personId, actor }) => profileOf(tx, { tenantId: actor.tenantId, personId }),
  render: ({ ruleSet, profile }, frame) =>
    ruleSet && profile ? (
      <Profile ruleSet={ruleSet} profile={profile} frame={frame} />
    ) : (
      <NoProfile say={frame.say} />
    ),
};

function Profile({
  ruleSet,
  profile,
  frame: { say },
}: {
  ruleSet: RuleSet;
  profile: KeptProfile;
  frame: PageFrame;
}) {
  const { domains, points, asOf } = profile;
  const marks = Object.fromEntries(DOMAINS.map((domain) => [domain, domains[domain].mark]));
  return (
    <>
      {ruleSet.status !== 'default' && <RuleSetNotice ruleSet={ruleSet} say={say} />}
      <DomainStrip size="page" caption={say('profile.records')} marks={marksInWords(say, marks)} />
      <div className="wm-domains">
        {DOMAINS.map((domain) => (
          <DomainReasons key={domain} domain={domain} profile={domains[domain]} say={say} />
        ))}
      </div>
      <p className="govuk-body">
        <strong>{pointsInWords(say, points)}</strong> {say('profile.as-of', { date: britishDate(asOf) })}
      </p>
      <p className="govuk-body">{tierInWords(say, ruleSet, profile)}</p>
      {ruleSet.status === 'default' && <RuleSetNotice ruleSet={ruleSet} say={say} />}
    </>
  );
}

/** "3 points known, up to 9 if everything that is not known were a concern". Points never stand alone. */
function pointsInWords(say: Say, { known, highest }: KeptProfile['points']): string {
  const counted = say('profile.points.known', { count: known });
  return highest > known
    ? say('profile.points.up-to', { known: counted, highest })
    : say('profile.points.all', { known: counted });
}

/** The level the known points suggest. Where the unknown could raise it, it is the least, never the whole answer. */
function tierInWords(say: Say, ruleSet: RuleSet, { tier, points }: KeptProfile): string {
  const highest = suggestTier(points.highest, ruleSet);
  const words = { tier: tierName(say, tier), highest: tierName(say, highest), title: ruleSet.title };
  if (highest === tier) return say('profile.tier', words);
  return say(tier === suggestTier(0, ruleSet) ? 'profile.tier-unknown' : 'profile.tier-least', words);
}

function NoProfile({ say }: { say: Say }) {
  return (
    <InsetText>
      <p className="govuk-body">{say('profile.none')}</p>
      <p className="govuk-body">{say('profile.none-next')}</p>
      <p className="govuk-body">
        <code>waymark rules use five-domain --reason "…"</code>
      </p>
    </InsetText>
  );
}
