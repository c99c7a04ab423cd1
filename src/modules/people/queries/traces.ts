import { type RawBuilder, sql } from 'kysely';
import { type Trace, traceOf } from '#modules/sources';

const enrolments = traceOf({ entity: 'enrolment', table: 'people.enrolment', person: 'person_id' });

/** Enrolments that a run wrote, with tutor group and house by their names: an id says nothing to anybody. */
const enrolmentTrace: Trace = {
  entity: 'enrolment',
  facts: (run) => sql`
    select f.person_id, f.id, f.became, ${named('before')} as before, ${named('after')} as after
    from (${enrolments.facts(run)}) f
    ${joined('before', run.tenantId)} ${joined('after', run.tenantId)}`,
};

function joined(side: 'before' | 'after', tenantId: string): RawBuilder<unknown> {
  const [fact, group, house] = [sql.ref(`f.${side}`), sql.table(`${side}_group`), sql.table(`${side}_house`)];
  return sql`
    left join people.tutor_group ${group} on ${group}.tenant_id = ${tenantId} and ${group}.id = (${fact} ->> 'tutor_group_id')::uuid
    left join people.house ${house} on ${house}.tenant_id = ${tenantId} and ${house}.id = (${fact} ->> 'house_id')::uuid`;
}

function named(side: 'before' | 'after'): RawBuilder<unknown> {
  const fact = sql.ref(`f.${side}`);
  return sql`${fact}
    || case when jsonb_exists(${fact}, 'tutor_group_id') then jsonb_build_object('tutor_group', ${sql.ref(`${side}_group.name`)}) else '{}' end
    || case when jsonb_exists(${fact}, 'house_id') then jsonb_build_object('house', ${sql.ref(`${side}_house.name`)}) else '{}' end`;
}

/** How what a file of people wrote is found again, the person first. */
export const peopleTraces: readonly Trace[] = [
  traceOf({ entity: 'person', table: 'people.person', person: 'id' }),
  enrolmentTrace,
  traceOf({ entity: 'person_source', table: 'people.person_source', person: 'person_id' }),
];
