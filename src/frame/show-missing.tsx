import { britishDate } from '#dates';
import { type PersonId, withActor } from '#db';
import { namedAs, nameOnPage, type SeenPerson, seePerson, Whom } from '#modules/people';
import { lastRuns, type Missing, whyMissing } from '#modules/sources';
import { BackLink } from '#ui';
import {
  type Ask,
  Layout,
  type Module,
  notFound,
  type PageFrame,
  page,
  type Reply,
  type Say,
  type Unknown,
} from '#web';

type Explained = { unknown: Unknown; why: Missing };

/**
 * `GET /people/:personId/missing`: whatever is not known of a young person, and why: no source has brought it, the last file
 * did not hold them, their row was refused, or the column was blank. The look is kept like any other.
 *
 * Runs and refusals are the organisation's, so they are read in its reach, after the young person was seen in the actor's: of
 * refused rows only those that name this young person.
 */
export function showMissing(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const parts = modules.flatMap(({ missing }) => missing ?? []);
  return async ({ db, actor, frame, params }) => {
    const personId = params['personId'] as PersonId; // the path has been checked to hold an id
    const { tenantId, today } = actor;
    const seen = await withActor(db, actor, async (tx) => {
      const person = await seePerson(tx, actor, personId, 'person.seen');
      if (!person) return undefined;
      const unknowns: Unknown[] = [];
      for (const part of parts) {
        const ids = await part.of(tx, { tenantId, personId, today });
        unknowns.push(...part.unknowns.filter(({ id }) => ids.has(id)));
      }
      return { person, unknowns };
    });
    if (!seen) return notFound();
    const explained = await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
      const named = await namedAs(tx, { tenantId, personId });
      const found: Explained[] = [];
      for (const unknown of seen.unknowns) {
        const runs = await lastRuns(tx, tenantId, unknown.kind, named);
        found.push({ unknown, why: whyMissing(runs, unknown.kind === 'people') });
      }
      return found;
    });
    return page(<MissingPage frame={frame} person={seen.person} explained={explained} />);
  };
}

function MissingPage({
  frame,
  person,
  explained,
}: {
  frame: PageFrame;
  person: SeenPerson;
  explained: readonly Explained[];
}) {
  const { say } = frame;
  const name = nameOnPage(say, person);
  const title = say('missing.title', { name });
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={`/people/${person.personId}`}>{say('notes.back', { name })}</BackLink>
      <h1 className="govuk-heading-l">{title}</h1>
      <Whom frame={frame} person={person} size="form" />
      <p className="govuk-body">{say('missing.about')}</p>
      {explained.length === 0 && <p className="govuk-body">{say('missing.nothing')}</p>}
      {explained.map(({ unknown: { id, title: what }, why }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`}>
          <h2 className="govuk-heading-s wm-missing__what" id={`${id}-title`}>
            {say(what)}
          </h2>
          <p className="govuk-body">{inWords(say, why, say(what))}</p>
        </section>
      ))}
    </Layout>
  );
}

function inWords(say: Say, why: Missing, what: string): string {
  switch (why.because) {
    case 'never':
      return say('missing.because.never', { what });
    case 'refused':
      return say('missing.because.refused', { ...why, date: britishDate(why.on) });
    case 'blank':
      return say('missing.because.blank', { source: why.source, date: britishDate(why.on) });
    default:
      return say('missing.because.not-held', {
        runs: why.runs
          .map(({ source, on }) => say('missing.because.run', { source, date: britishDate(on) }))
          .join('; '),
      });
  }
}
