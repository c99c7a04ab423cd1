/** What is asked about young people and what is known: shared by every way of finding it. */
import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId } from '#db';

/**
 * One thing known about one young person. What is not known is left out: unknown is never "no". A number that is `atLeast`
 * is the least it can be: more may have happened than is on record.
 */
export type Fact =
  | { kind: 'number'; value: number; date: PlainDate; source: string; atLeast?: boolean }
  | { kind: 'ratio'; part: number; whole: number; date: PlainDate; source: string }
  | { kind: 'yes_no'; value: boolean; date: PlainDate; source: string }
  | { kind: 'category'; value: string; date: PlainDate; source: string };

/** What somebody wants to know, over which days. `from` is absent when every day up to `to` counts. */
export type Wanted = {
  /** `absence`, `circumstance.looked_after`, or the name of an imported measure. */
  measure: string;
  kind: Fact['kind'];
  from?: PlainDate | undefined;
  to: PlainDate;
  /** What holds on the day `to`, rather than what happened between two days. */
  current: boolean;
};

/**
 * A run of people by id, both ends included: how many thousand are read a few queries at a time. `only` leaves out everybody
 * between them who is not named, so that a few who are spread over a county cost no more than a few.
 */
export type People = {
  tenantId: TenantId;
  first: PersonId;
  last: PersonId;
  only?: readonly PersonId[] | undefined;
};

/** The condition that a row is about one of these people. @example aboutThem(people, 'r.person_id') */
export function aboutThem(
  { tenantId, first, last, only }: People,
  column = 'person_id',
): RawBuilder<boolean> {
  const [person, tenant] = [sql.ref(column), sql.ref(column.replace(/person_id$/, 'tenant_id'))];
  const who = only ? sql`${person} = any(${only}::uuid[])` : sql`${person} between ${first} and ${last}`;
  return sql`${tenant} = ${tenantId} and ${who}`;
}

/** Puts a fact in its place: the position is that of the wanted measure. */
export type Keep = (personId: PersonId, position: number, fact: Fact) => void;

export type Asked = { wanted: Wanted; position: number };
