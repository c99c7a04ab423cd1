import { nameOnPage, type SeenPerson, Whom } from '#modules/people';
import { BackLink, Table } from '#ui';
import { capital, Layout, type PageFrame } from '#web';
import type { Seer } from './everybody-who-sees.ts';

type Props = {
  frame: PageFrame;
  person: SeenPerson;
  adults: readonly Seer[];
  maySeeLooks: boolean;
};

/** Everybody who may see a young person, by the reason why. */
export function WhoSeesPage({ frame, person, adults, maySeeLooks }: Props) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('who-sees.title', { name });
  const byReason = [...Map.groupBy(adults, ({ why, reads }) => `${why} ${reads}`).values()].sort(
    ([one], [other]) => (one?.why ?? '').localeCompare(other?.why ?? '', frame.lang),
  );
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <p className="govuk-body">{say('who-sees.about')}</p>
      {maySeeLooks && (
        <p className="govuk-body wm-alone">
          <a className="govuk-link" href={`/people/${person.personId}/looks`}>
            {say('looks.link')}
          </a>
        </p>
      )}
      <Table
        className="wm-cards"
        caption={say('who-sees.found', { count: adults.length })}
        captionClassName="govuk-table__caption--m"
        firstCellIsHeader
        head={[say('who-sees.why'), say('who-sees.who'), say('who-sees.what')]}
        rows={byReason.map((some) => [
          capital(some[0]?.why ?? ''),
          <ul key="who" className="govuk-list wm-who-sees">
            {some.map(({ id, name: called, job }) => (
              <li key={id}>{job === null ? called : say('who-sees.named', { name: called, job })}</li>
            ))}
          </ul>,
          say(`who-sees.reads.${some[0]?.reads ?? 'open'}`),
        ])}
      />
      <p className="govuk-body-s wm-source">{say('who-sees.others')}</p>
    </Layout>
  );
}
