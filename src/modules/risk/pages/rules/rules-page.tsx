import { britishDate, plainDate } from '#dates';
import { Button, InsetText, SummaryList } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame, type Say } from '#web';
import type { Choice } from '../../queries/rule-sets.ts';
import type { RuleSet } from '../../rules/index.ts';

type Props = {
  frame: PageFrame;
  inUse: RuleSet | undefined;
  ruleSets: readonly RuleSet[];
  choices: readonly Choice[];
  form: FormState;
};

/** By which rules lists and pages go, which others there are, and who chose what, when and why. */
export function RulesPage({ frame, inUse, ruleSets, choices, form }: Props) {
  const { say } = frame;
  const title = say('rules.title');
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('rules.about')}</p>
      <InsetText>
        {inUse
          ? say('rules.in-use', { title: inUse.title, version: inUse.version })
          : say('rules.none-in-use')}
      </InsetText>
      {ruleSets.map((ruleSet) => (
        <OneRuleSet key={ruleSet.name} ruleSet={ruleSet} say={say} />
      ))}
      {choices.length > 0 && <Choices choices={choices} say={say} />}
    </Layout>
  );
}

function OneRuleSet({
  ruleSet: { name, title, version, status, about },
  say,
}: {
  ruleSet: RuleSet;
  say: Say;
}) {
  return (
    <section className="wm-section" aria-labelledby={`rules-${name}`}>
      <h2 className="govuk-heading-m" id={`rules-${name}`}>
        {say('rules.named', { title, version })}
      </h2>
      <p className="govuk-body-s">{say(`rules.status.${status}`)}</p>
      <p className="govuk-body">{about}</p>
      <form method="post" action="/rules/preview">
        <input type="hidden" name="rules" value={name} />
        <Button kind="secondary" preventDoubleClick>
          {say('rules.preview.run')} <span className="govuk-visually-hidden">{title}</span>
        </Button>
      </form>
    </section>
  );
}

function Choices({ choices, say }: { choices: readonly Choice[]; say: Say }) {
  return (
    <section className="wm-section" aria-labelledby="rules-choices">
      <h2 className="govuk-heading-m" id="rules-choices">
        {say('rules.choices')}
      </h2>
      <SummaryList
        rows={choices.map(({ title, version, author, reason, at }) => ({
          key: britishDate(plainDate(at.slice(0, 10))),
          value: say('rules.choice', {
            title,
            version,
            author: author ?? say('rules.nobody-named'),
            reason,
          }),
        }))}
      />
    </section>
  );
}
