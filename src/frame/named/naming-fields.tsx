import { RELATIONS } from '#modules/people';
import { Input, Radios, Select } from '#ui';
import { DayBoxes, type FormState, type Say, SubmissionField } from '#web';

/** An adult who can be named. */
export type Adult = { id: string; name: string; job: string | null };

/** Who is named, as what, until when and why. */
export function NamingFields({ say, form, adults }: { say: Say; form: FormState; adults: readonly Adult[] }) {
  return (
    <>
      <SubmissionField form={form} />
      <Select
        name="adult"
        label={say('named.adult')}
        hint={say('named.adult-hint')}
        value={form.value('adult')}
        errorMessage={form.problem('adult')}
        items={[
          { value: '', text: say('named.adult-none') },
          ...adults.map(({ id, name, job }) => ({
            value: id,
            text: job === null ? name : `${name}, ${job}`,
          })),
        ]}
      />
      <Radios
        name="relation"
        legend={say('named.relation')}
        value={form.value('relation')}
        errorMessage={form.problem('relation')}
        items={RELATIONS.map((relation) => ({
          value: relation,
          text: say(`named.relations.${relation}`),
          hint: say(`named.relation-hints.${relation}`),
        }))}
      />
      <DayBoxes name="until" form={form} legend={say('named.until')} hint={say('named.until-hint')} />
      <Input
        name="reason"
        label={say('named.reason')}
        hint={say('named.reason-hint')}
        value={form.value('reason')}
        errorMessage={form.problem('reason')}
      />
    </>
  );
}
