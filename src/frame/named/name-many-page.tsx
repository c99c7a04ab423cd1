import { nameOnPage, type SeenPerson } from '#modules/people';
import { BackLink, Button, InsetText } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import { type Adult, NamingFields } from './naming-fields.tsx';

export type { Adult };

/** Naming one adult to several young people who were chosen in the list: a caseload. */
export function NameManyPage({
  frame,
  people,
  adults,
  form,
  back,
}: {
  frame: PageFrame;
  people: readonly SeenPerson[];
  adults: readonly Adult[];
  form: FormState;
  back: string;
}) {
  const { say } = frame;
  const title = say('named.many', { count: people.length });
  return (
    <Layout frame={frame} title={title} problems={form.problems.length > 0}>
      <BackLink href={back}>{say('people.back-to-list')}</BackLink>
      <FormProblems form={form} />
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{say('named.about')}</p>
      <ul className="govuk-list govuk-list--bullet">
        {people.map((person) => (
          <li key={person.personId}>{nameOnPage(say, person)}</li>
        ))}
      </ul>
      <div className="govuk-grid-row">
        <div className="govuk-grid-column-two-thirds">
          {adults.length === 0 ? (
            <InsetText>{say('named.nobody')}</InsetText>
          ) : (
            <form method="post" action="/people/adults" noValidate>
              <input type="hidden" name="back" value={back} />
              {people.map(({ personId }) => (
                <input key={personId} type="hidden" name="chosen" value={personId} />
              ))}
              <NamingFields say={say} form={form} adults={adults} />
              <Button preventDoubleClick>{say('named.button')}</Button>
            </form>
          )}
        </div>
      </div>
    </Layout>
  );
}
