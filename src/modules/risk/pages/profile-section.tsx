import { britishDate } from '#dates';
import type { PersonId } from '#db';
import { DOMAINS, InsetText } from '#ui';
import type { PersonSection, Say } from '#web';
import type { KeptProfile } from '../queries/profile.ts';
import { type Standing, standingOf } from '../queries/standing.ts';
import type { RuleSet } from '../rules/index.ts';
import { DomainReasons } from './domain-reasons.tsx';
import { GivenMarks } from './given-marks.tsx';
import { LevelOfHelp } from './level-of-help.tsx';
import { ProfileSheet } from './profile-sheet.tsx';
import { RuleSetNotice } from './rule-set-notice.tsx';
import { ThreeViews } from './three-views.tsx';

type Loaded = { personId: PersonId; standing: Standing; mayMark: boolean; mayDecide: boolean };

/** What records show, what people say, every reason, and everything that is not known. */
export const profileSection: PersonSection<Loaded> = {
  id: 'profile',
  order: 10,
  title: 'profile.title',
  permission: 'records.see',
  async load(tx, { personId, settingId, actor, today }) {
    const standing = await standingOf(tx, { tenantId: actor.tenantId, personId, settingId }, today);
    return {
      personId,
      standing,
      mayMark: actor.may.has('mark.give'),
      mayDecide: actor.may.has('tier.decide'),
    };
  },
  render: ({ personId, standing, mayMark, mayDecide }, { say }) => (
    <>
      {standing.ruleSet && standing.ruleSet.status !== 'default' && (
        <RuleSetNotice ruleSet={standing.ruleSet} say={say} />
      )}
      <ThreeViews standing={standing} say={say} />
      {standing.ruleSet && standing.profile ? (
        <Profile ruleSet={standing.ruleSet} profile={standing.profile} say={say} />
      ) : (
        <NoProfile say={say} />
      )}
      <LevelOfHelp personId={personId} standing={standing} mayDecide={mayDecide} say={say} />
      <h3 className="govuk-heading-s">{say('profile.given.title')}</h3>
      <GivenMarks given={standing.given} say={say} />
      {mayMark && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={`/people/${personId}/mark`}>
            {say('profile.given.add')}
          </a>
        </p>
      )}
    </>
  ),
  sheet: ({ standing }, { say }) => <ProfileSheet standing={standing} say={say} />,
};

function Profile({ ruleSet, profile, say }: { ruleSet: RuleSet; profile: KeptProfile; say: Say }) {
  const { domains, points, asOf } = profile;
  return (
    <>
      <div className="wm-domains">
        {DOMAINS.map((domain) => (
          <DomainReasons
            key={domain}
            domain={domain}
            profile={domains[domain]}
            isPartial={profile.isPartial && ruleSet.indicators.some((each) => each.domain === domain)}
            say={say}
          />
        ))}
      </div>
      <p className="govuk-body">
        <strong>{pointsInWords(say, points)}</strong> {say('profile.as-of', { date: britishDate(asOf) })}
      </p>
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
