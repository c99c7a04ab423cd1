import { newId, type PersonId, type SettingId, type Tx } from '#db';
import type { PersonRow } from '#files';
import type { Written } from '#modules/sources';
import { groupFinder } from '../groups.ts';
import { type KnownEnrolment, type KnownPerson, knownPeople } from '../known-people.ts';
import { difference, type Facts, factsOf, keepKnown } from './facts.ts';
import { emptyPlan, type Writing } from './plan.ts';
import { writePlan } from './write-plan.ts';

/** Adds who is new, mends what differs, leaves the rest; each row is one of added, changed, same or refused. */
export async function writePeople(tx: Tx, writing: Writing, rows: readonly PersonRow[]): Promise<Written> {
  const { tenantId, source, year, refused } = writing;
  const known = await knownPeople(tx, tenantId, source, year);
  const group = await groupFinder(tx, writing, year);
  const plan = emptyPlan();
  const met = new Map<PersonId, number>();

  for (const row of rows) {
    const settingId = await writing.findSetting(row.setting);
    if (typeof settingId !== 'string') {
      refused.add({ line: row.line, field: 'setting', found: row.setting.value, ...settingId });
      continue;
    }
    const found = row.upn ?? row.sourceId ?? '';
    const match = known.match(row, settingId);
    if ('rule' in match) {
      refused.add({ line: row.line, field: 'identity', found, ...match });
      continue;
    }
    const id = match.person?.id ?? newId<PersonId>();
    const earlier = met.get(id);
    if (earlier !== undefined) {
      const message = `Line ${earlier} of this file is about the same young person: the first row is kept; remove one of the two.`;
      refused.add({ line: row.line, field: 'identity', rule: 'identity.twice', found, message });
      continue;
    }
    met.set(id, row.line);
    const facts = factsOf(row, settingId, match.person);
    const sourceKey = row.sourceId ?? row.upn ?? '';
    const differs = [
      match.person ? planChange(match.person, facts, settingId) : planPerson(id, facts, settingId, sourceKey),
      planSource(id, settingId, sourceKey),
      planEnrolment(await enrolmentOf(row, id, settingId)),
    ].includes(true);
    if (!match.person) plan.counts.added += 1;
    else if (differs) plan.counts.changed += 1;
    else plan.counts.same += 1;
  }
  await writePlan(tx, writing, plan);
  return { ...plan.counts, moved: plan.counts.changed, standing: known.ofSource };

  function planPerson(id: PersonId, facts: Facts, settingId: SettingId, sourceKey: string): true {
    plan.added.push({ id, facts, settingId, sourceKey });
    known.keep({ id, setting_ids: [settingId], ...facts });
    return true;
  }

  function planChange(person: KnownPerson, facts: Facts, settingId: SettingId): boolean {
    const before = difference(person, facts);
    const setting_ids = [...new Set([...person.setting_ids, settingId])];
    if (!before && setting_ids.length === person.setting_ids.length) return false;
    plan.changed.push({
      id: person.id,
      before: { ...before, setting_ids: person.setting_ids },
      after: { ...facts, setting_ids },
    });
    known.keep({ id: person.id, setting_ids, ...facts });
    return true;
  }

  function planSource(id: PersonId, settingId: SettingId, sourceKey: string): boolean {
    if (known.hasSource(sourceKey, settingId)) return false;
    plan.sources.push({ person_id: id, setting_id: settingId, source_key: sourceKey });
    known.addSource(sourceKey, settingId, id);
    return true;
  }

  function planEnrolment(enrolment: KnownEnrolment): boolean {
    const standing = known.enrolment(enrolment.person_id, enrolment.setting_id);
    if (!standing) {
      plan.enrolments.push(enrolment);
      return true;
    }
    const after = keepKnown(enrolment, standing);
    const before = difference(standing, after);
    if (before) plan.mended.push({ before, after });
    return before !== undefined;
  }

  async function enrolmentOf(
    row: PersonRow,
    personId: PersonId,
    settingId: SettingId,
  ): Promise<KnownEnrolment> {
    return {
      id: newId<never>(),
      person_id: personId,
      setting_id: settingId,
      nc_year: row.ncYear,
      starts_on: row.startedOn,
      tutor_group_id: row.tutorGroup === null ? null : await group.tutorGroup(settingId, row.tutorGroup),
      house_id: row.house === null ? null : await group.house(settingId, row.house),
    };
  }
}
