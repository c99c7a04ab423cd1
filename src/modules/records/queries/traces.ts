import { type RawBuilder, sql } from 'kysely';
import { academicYearName, addDays, britishDate, type PlainDate } from '#dates';
import { type ToldFact, type Trace, type Traced, traceOf } from '#modules/sources';
import type { Say } from '#web';
import { codeOf, NO_SESSION, registerDates } from '../rules/index.ts';

const measures = traceOf({ entity: 'measure', table: 'records.measure', person: 'person_id' });

/** Measures that a run wrote, each value under the name of its measure. */
export const measureTrace: Trace = {
  entity: 'measure',
  facts: (run) => sql`
    select f.person_id, f.id, f.became, ${namedValue('before')} as before, ${namedValue('after')} as after
    from (${measures.facts(run)}) f
    left join records.measure m on m.tenant_id = ${run.tenantId} and m.id = f.entity_id
    left join records.measure_definition d on d.tenant_id = m.tenant_id and d.id = m.definition_id`,
};

function namedValue(side: 'before' | 'after'): RawBuilder<unknown> {
  const fact = sql.ref(`f.${side}`);
  const value = (name: string) => sql`nullif(${fact} -> ${sql.lit(name)}, 'null')`;
  return sql`case when ${fact} is null then null else jsonb_build_object(coalesce(d.label, 'value'),
    coalesce(${value('number')}, ${value('yes')}, ${value('category')}), 'date', m.on_date) end`;
}

/** Registers that a run wrote, a row a register: the marks of its span as they were and as they are. */
export const registerTrace: Trace = {
  entity: 'register',
  facts: ({ tenantId, runId }) => sql`
    select c.person_id, c.id, case when btrim(c.before) = '' then 'added' else 'changed' end as became,
      jsonb_build_object('marks', c.before) as before,
      jsonb_build_object('marks', c.after, 'from', c.from_slot, 'year', r.register_year) as after
    from records.register_change c
    join records.register r on r.tenant_id = c.tenant_id and r.id = c.register_id
    where c.tenant_id = ${tenantId} and c.run_id = ${runId} and not c.undone`,
  tell: tellMarks,
};

/** Termly counts that a run wrote, beside what the same source had counted of that term and setting before. */
export const countTrace: Trace = {
  entity: 'register_count',
  facts: ({ tenantId, runId }) => sql`
    select c.person_id, c.id, case when b.id is null then 'added' else 'changed' end as became,
      to_jsonb(b) as before, to_jsonb(c) as after
    from records.register_count c
    left join lateral (
      select o.* from records.register_count o
      where o.tenant_id = c.tenant_id and o.person_id = c.person_id and o.register_year = c.register_year
        and o.term = c.term and o.setting_id = c.setting_id and o.source = c.source and o.id < c.id
      order by o.id desc limit 1) b on true
    where c.tenant_id = ${tenantId} and c.run_id = ${runId}`,
  tell: tellCounts,
};

const COUNTED = ['possible', 'absent', 'unauthorised', 'late'] as const;

/** The sums of a term that differ, each under its term. */
export function tellCounts({ before, after }: Traced, say: Say): ToldFact[] {
  const year = Number(after?.register_year);
  const about = { term: say(`person.attendance.terms.${after?.term}`), year: academicYearName(year) };
  return COUNTED.map((sum) => ({
    what: say(`attendance_changes.counts.${sum}`, about),
    before: inText(before?.[sum]),
    after: inText(after?.[sum]),
  })).filter((told) => told.before !== told.after);
}

function inText(sum: unknown): string | null {
  return sum === null || sum === undefined ? null : String(sum);
}

/** Marks that are told one by one; of more it is said how many there are. */
const TOLD = 6;

/**
 * The marks that differ, each under its day and session. Marks where there was none before are only counted, since a
 * day's file brings one for everybody.
 */
export function tellMarks({ before, after }: Traced, say: Say): ToldFact[] {
  const [was, is] = [String(before?.marks ?? ''), String(after?.marks ?? '')];
  const { from } = registerDates(Number(after?.year));
  const first = Number(after?.from);
  const added: number[] = [];
  const changed: number[] = [];
  for (let at = 0; at < is.length; at += 1) {
    // A register that came whole has nothing before it.
    const mark = was[at] ?? NO_SESSION;
    if (mark === is[at]) continue;
    (mark === NO_SESSION ? added : changed).push(at);
  }
  const told = changed.slice(0, TOLD).map((at) => ({
    what: say(`attendance_changes.${(first + at) % 2 === 0 ? 'morning' : 'afternoon'}`, {
      date: britishDate(dayOf(from, first + at)),
    }),
    before: codeIn(was, at),
    after: codeIn(is, at),
  }));
  if (changed.length > TOLD)
    told.push({ what: say('attendance_changes.more'), before: null, after: String(changed.length - TOLD) });
  const [begin, end] = [added[0], added.at(-1)];
  if (begin !== undefined && end !== undefined) {
    const [start, last] = [dayOf(from, first + begin), dayOf(from, first + end)];
    const what =
      start === last
        ? say('attendance_changes.added-on', { date: britishDate(start) })
        : say('attendance_changes.added', { from: britishDate(start), to: britishDate(last) });
    told.push({ what, before: null, after: String(added.length) });
  }
  return told;
}

function dayOf(from: PlainDate, slot: number): PlainDate {
  return addDays(from, Math.floor(slot / 2));
}

function codeIn(marks: string, at: number): string | null {
  return codeOf(marks[at] ?? NO_SESSION)?.code ?? null;
}
