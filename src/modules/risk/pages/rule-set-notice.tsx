import { Details, InsetText, WarningText } from '#ui';
import type { Say } from '#web';
import type { RuleSet } from '../rules/index.ts';

/** By which rules, and what they are not for. A baseline and a test of the engine say so before anything else. */
export function RuleSetNotice({ ruleSet, say }: { ruleSet: RuleSet; say: Say }) {
  const named = say('profile.rules.named', { title: ruleSet.title, version: ruleSet.version });
  if (ruleSet.status === 'default') {
    return (
      <Details summary={named}>
        <p className="govuk-body">{ruleSet.about}</p>
      </Details>
    );
  }
  return (
    <>
      {ruleSet.status === 'baseline' ? (
        <InsetText>{say('profile.rules.baseline', { title: ruleSet.title })}</InsetText>
      ) : (
        <WarningText>{say('profile.rules.engine-test', { title: ruleSet.title })}</WarningText>
      )}
      <p className="govuk-body">{ruleSet.about}</p>
      <p className="govuk-body">{named}</p>
    </>
  );
}
