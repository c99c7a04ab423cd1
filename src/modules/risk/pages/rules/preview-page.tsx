import { britishDate } from '#dates';
import { BackLink, Button, InsetText, Table, Textarea } from '#ui';
import { FormProblems, type FormState, Layout, number, type PageFrame, type Say, tierName } from '#web';
import type { Previewed } from '../../actions/preview-rules.ts';
import type { PersonSuggested } from '../../queries/suggestions.ts';
import type { GroupChange } from '../../rules/index.ts';
import { groupInWords, shareInWords } from '../validation/figures.ts';

/** How many are named at once: enough to see whether the change makes sense. */
const NAMED = 50;

type Props = { frame: PageFrame; previewed: Previewed; form: FormState };

/** What a rule set would have changed last year: how many, who, and how it falls on groups; then the choice. */
export function PreviewPage({ frame, previewed: { kept, appear, vanish }, form }: Props) {
  const { say } = frame;
  const { result } = kept;
  const { title, version, against, on } = result;
  const heading = say('rules.preview.title', { title, version });
  return (
    <Layout frame={frame} title={heading} problems={form.problems.length > 0}>
      <BackLink href="/rules">{say('rules.title')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{heading}</h1>
      <p className="govuk-body">
        {say('rules.preview.about', {
          date: britishDate(on),
          against: say('rules.named', { title: against.title, version: against.version }),
        })}
      </p>
      <InsetText>
        {say('rules.preview.counts', {
          people: number(result.people),
          before: number(result.before),
          after: number(result.after),
          appear: number(result.appear),
          vanish: number(result.vanish),
        })}
      </InsetText>
      {result.changes.length > 0 && (
        <Table
          caption={say('rules.preview.changes')}
          captionClassName="govuk-table__caption--s"
          head={[say('rules.preview.from'), say('rules.preview.to'), say('rules.preview.people')]}
          rows={result.changes.map(({ from, to, people }) => [
            tierName(say, from),
            tierName(say, to),
            { content: number(people), format: 'numeric' },
          ])}
        />
      )}
      <Named id="appear" people={appear} say={say} />
      <Named id="vanish" people={vanish} say={say} />
      <h2 className="govuk-heading-m">{say('rules.preview.groups')}</h2>
      <p className="govuk-body">{say('rules.preview.groups-about')}</p>
      {Object.entries(result.groups).map(([kind, changes]) => (
        <ByGroup key={kind} kind={kind} changes={changes} say={say} />
      ))}
      <SwitchOn rules={result.rules} title={title} form={form} say={say} />
    </Layout>
  );
}

function Named({
  id,
  people,
  say,
}: {
  id: 'appear' | 'vanish';
  people: readonly PersonSuggested[];
  say: Say;
}) {
  const shown = people.slice(0, NAMED);
  return (
    <section className="wm-section" aria-labelledby={`preview-${id}`}>
      <h2 className="govuk-heading-m" id={`preview-${id}`}>
        {say(`rules.preview.${id}`, { count: people.length })}
      </h2>
      {shown.length < people.length && (
        <p className="govuk-body-s">{say('rules.preview.first', { shown: shown.length })}</p>
      )}
      {shown.length > 0 && (
        <ul className="govuk-list">
          {shown.map(({ personId, name, settingName, points }) => (
            <li key={personId}>
              <a className="govuk-link" href={`/people/${personId}`}>
                {name}
              </a>{' '}
              {say('rules.preview.points', {
                setting: settingName,
                before: say('profile.points.count', { count: points.before }),
                after: say('profile.points.count', { count: points.after }),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ByGroup({ kind, changes, say }: { kind: string; changes: readonly GroupChange[]; say: Say }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it
    <section className="wm-scroll" aria-label={say(`validation.groups.kinds.${kind}`)} tabIndex={0}>
      <Table
        caption={say(`validation.groups.kinds.${kind}`)}
        captionClassName="govuk-table__caption--s"
        firstCellIsHeader
        head={[
          say('validation.groups.group'),
          say('validation.groups.people'),
          say('rules.preview.noticed-before'),
          say('rules.preview.noticed-after'),
        ]}
        rows={changes.map(({ group, people, before, after }) => [
          groupInWords(say, group),
          { content: number(people), format: 'numeric' },
          shareInWords(say, before),
          shareInWords(say, after),
        ])}
      />
    </section>
  );
}

function SwitchOn({ rules, title, form, say }: { rules: string; title: string; form: FormState; say: Say }) {
  return (
    <section className="wm-section" aria-labelledby="switch-on">
      <h2 className="govuk-heading-m" id="switch-on">
        {say('rules.switch.title')}
      </h2>
      <p className="govuk-body">{say('rules.switch.about')}</p>
      <form method="post" action="/rules/choice">
        <input type="hidden" name="rules" value={rules} />
        <Textarea
          name="reason"
          label={say('rules.switch.reason')}
          hint={say('rules.switch.reason-hint')}
          rows={3}
          value={form.value('reason')}
          errorMessage={form.problem('reason')}
        />
        <Button preventDoubleClick>{say('rules.switch.run', { title })}</Button>
      </form>
    </section>
  );
}
