import { BackLink, Button, Input, Radios, Select } from '#ui';
import { DayBoxes, FormPage, type FormState, type PageFrame, SubmissionField, yearInWords } from '#web';
import { type Instrument, type Respondent, textIn } from '../rules/index.ts';

type Props = {
  frame: PageFrame;
  instrument: Instrument;
  respondents: readonly Respondent[];
  settings: readonly { id: string; name: string }[];
  ncYears: readonly number[];
  form: FormState;
};

/** Whom to ask, as whom, with names or without, and from when until when. */
export function CampaignForm({ frame, instrument, respondents, settings, ncYears, form }: Props) {
  const { say, lang } = frame;
  const named = textIn(instrument.title, lang);
  const [only] = respondents;
  return (
    <FormPage
      frame={frame}
      form={form}
      title={say('campaigns.new-of', { title: named })}
      before={<BackLink href={`/instruments/${instrument.name}`}>{named}</BackLink>}
    >
      <form method="post" action={`/instruments/${instrument.name}/campaign`}>
        <SubmissionField form={form} />
        <Input
          name="title"
          label={say('campaigns.called')}
          hint={say('campaigns.called-hint')}
          value={form.value('title')}
          errorMessage={form.problem('title')}
          autoComplete="off"
        />
        <Select
          name="setting"
          label={say('people.setting')}
          value={form.value('setting')}
          errorMessage={form.problem('setting')}
          items={settings.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Select
          name="year"
          label={say('people.year.label')}
          value={form.value('year')}
          errorMessage={form.problem('year')}
          items={[
            { value: '', text: say('campaigns.every-year') },
            ...ncYears.map((year) => ({ value: year, text: yearInWords(say, year) ?? '' })),
          ]}
        />
        {respondents.length > 1 ? (
          <Radios
            name="respondent"
            legend={say('campaigns.who-answers')}
            value={form.value('respondent') || only}
            errorMessage={form.problem('respondent')}
            items={respondents.map((who) => ({ value: who, text: say(`instruments.respondents.${who}`) }))}
          />
        ) : (
          <input type="hidden" name="respondent" value={only} />
        )}
        {instrument.anonymous === 'may' ? (
          <Radios
            name="named"
            legend={say('campaigns.named')}
            value={form.value('named') || 'no'}
            items={[
              {
                value: 'no',
                text: say('campaigns.without-names'),
                hint: say('campaigns.without-names-hint'),
              },
              { value: 'yes', text: say('campaigns.with-names'), hint: say('campaigns.with-names-hint') },
            ]}
          />
        ) : (
          <p className="govuk-body">
            {say(
              instrument.anonymous === 'always'
                ? 'campaigns.without-names-hint'
                : 'campaigns.with-names-hint',
            )}
          </p>
        )}
        <DayBoxes
          name="opens"
          form={form}
          legend={say('campaigns.opens')}
          legendClassName="govuk-fieldset__legend--s"
        />
        <DayBoxes
          name="closes"
          form={form}
          legend={say('campaigns.closes')}
          legendClassName="govuk-fieldset__legend--s"
        />
        <Input
          name="times"
          label={say('campaigns.times')}
          hint={say('campaigns.times-hint')}
          value={form.value('times')}
          errorMessage={form.problem('times')}
          className="govuk-input--width-2"
          inputMode="numeric"
          autoComplete="off"
        />
        <Input
          name="weeks"
          label={say('campaigns.weeks')}
          value={form.value('weeks')}
          errorMessage={form.problem('weeks')}
          className="govuk-input--width-2"
          inputMode="numeric"
          autoComplete="off"
        />
        <Button preventDoubleClick>{say('campaigns.begin')}</Button>
      </form>
    </FormPage>
  );
}
