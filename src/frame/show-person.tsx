import { academicYear, type PlainDate } from '#dates';
import { type PersonId, withActor } from '#db';
import { type Enrolled, enrolmentsOf, seePerson } from '#modules/people';
import { type Ask, type Module, notFound, type PersonSection, page, type Reply } from '#web';
import { listAddress, readListQuery } from './list-ask.ts';
import { PersonPage, type ShownSection } from './person-page.tsx';

/**
 * `GET /people/:personId`: the head of the page and what every module has to say below it. The look is kept, with why,
 * in the transaction that reads. Somebody who is not there and somebody out of reach are the same 404.
 */
export function showPerson(modules: readonly Module[]): (ask: Ask) => Promise<Reply> {
  const sections = modules
    .flatMap((module) => module.personSections ?? [])
    .sort((one, other) => one.order - other.order);
  return async ({ db, actor, frame, params, query }) => {
    // The path has been checked to hold an id; whose it is, the query decides.
    const personId = params['personId'] as PersonId;
    const allowed = sections.filter(
      ({ permission }) => permission === undefined || actor.may.has(permission),
    );
    const seen = await withActor(db, actor, async (tx) => {
      const person = await seePerson(tx, actor, personId, 'person.seen');
      if (!person) return undefined;
      const enrolments = await enrolmentsOf(tx, { tenantId: actor.tenantId, personId });
      const loaded: { section: PersonSection; holds: unknown }[] = [];
      const subject = { personId, settingId: person.settingId, actor, today: actor.today, query };
      for (const section of allowed) loaded.push({ section, holds: await section.load(tx, subject) });
      return { person, group: groupNow(enrolments, actor.today), loaded };
    });
    if (!seen) return notFound();
    const shown = seen.loaded.map(
      ({ section, holds }): ShownSection => ({
        id: section.id,
        title: frame.say(section.title),
        content: section.render(holds, frame),
      }),
    );
    const printed = { by: actor.name, on: actor.today };
    const back = listAddress('/people', readListQuery(query));
    return page(
      <PersonPage
        frame={frame}
        person={seen.person}
        group={seen.group}
        sections={shown}
        back={back}
        printed={printed}
        links={linksFor(actor, frame, personId)}
      />,
    );
  };
}

/** Pages about one young person beside their own, in the order in which they stand, and what each takes beyond seeing them. */
const BESIDE = [
  { path: 'missing', label: 'missing.link', permission: undefined },
  { path: 'who-sees', label: 'who-sees.link', permission: undefined },
  { path: 'adults', label: 'named.link', permission: 'adult.name' },
  { path: 'own-accounts', label: 'own.link', permission: 'card.give' },
  { path: 'referrals', label: 'referrals.link', permission: 'panel.refer' },
  { path: 'shares', label: 'shares.link-to', permission: 'share.give' },
  { path: 'kept-elsewhere', label: 'pointers.link', permission: 'confidential.see' },
  { path: 'kept', label: 'kept.link', permission: 'kept.give' },
] as const;

function linksFor({ may }: Ask['actor'], { say }: Ask['frame'], personId: PersonId) {
  return BESIDE.filter(({ permission }) => permission === undefined || may.has(permission)).map(
    ({ path, label }) => ({ href: `/people/${personId}/${path}`, text: say(label) }),
  );
}

/** The tutor group of this academic year at a setting that they have not left, the one that lasts first. */
function groupNow(enrolments: readonly Enrolled[], today: PlainDate): Enrolled | undefined {
  const year = academicYear(today);
  return enrolments.find(
    ({ academicYear: of, tutorGroup, endsOn }) =>
      of === year && tutorGroup !== null && (endsOn === null || endsOn > today),
  );
}
