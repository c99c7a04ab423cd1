import type { RollChoices } from '#modules/people';
import { BackLink, Button, Select } from '#ui';
import { Layout, type PageFrame, type WorkingAt, yearInWords } from '#web';

type Props = { frame: PageFrame; workingAt: WorkingAt; choices: RollChoices; back: string };

/** Chooses the setting and the year group that Today and the lists begin with. */
export function WorkingAtPage({ frame, workingAt, choices: { settings, ncYears }, back }: Props) {
  const { say } = frame;
  return (
    <Layout frame={frame} title={say('working-at.title')}>
      <BackLink href={back}>{say('working-at.back')}</BackLink>
      <h1 className="govuk-heading-l">{say('working-at.title')}</h1>
      <p className="govuk-body">{say('working-at.about')}</p>
      <form method="post" action="/working-at">
        <input type="hidden" name="back" value={back} />
        {(settings.length > 1 || workingAt.setting) && (
          <Select
            name="setting"
            label={say('people.setting')}
            value={workingAt.setting?.id}
            items={[
              { value: '', text: say('working-at.all-settings') },
              ...settings.map(({ id, name }) => ({ value: id, text: name })),
            ]}
          />
        )}
        <Select
          name="year"
          label={say('people.year.label')}
          value={workingAt.ncYear ?? ''}
          items={[
            { value: '', text: say('working-at.all-years') },
            ...ncYears.map((year) => ({ value: year, text: yearInWords(say, year) })),
          ]}
        />
        <Button preventDoubleClick>{say('working-at.choose')}</Button>
      </form>
      <p className="govuk-body-s wm-working-at__more">{say('working-at.more')}</p>
    </Layout>
  );
}
