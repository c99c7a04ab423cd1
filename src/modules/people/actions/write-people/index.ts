import { newId, type PersonId, type SettingId, type Tx } from '#db';
import type { Mention, PersonRow } from '#files';
import type { Written } from '#modules/sources';
import { believedFacts, contradictionsIn, wordAfter } from '../../rules/believed.ts';
import { groupFinder } from '../groups.ts';
import { type KnownPeople, knownPeople } from '../known-people.ts';
import type { KnownWord } from '../words.ts';
import { difference, saidIn } from './facts.ts';
import { emptyPlan, type PlannedStay, type Writing } from './plan.ts';
import { claimsMain, type Met, refuseSecond, stayOfRow, whoLeft } from './stays.ts';
import { writePlan } from './write-plan.ts';

/**
 * Adds who is new, mends what differs, leaves the rest; each row is one of added, changed, same or refused. Where the
 * file is a whole roll, whoever its source had at one of its settings and the file does not name has left.
 *
 * @param mentioned whom refused rows name: a row that is wrong does not make anybody a leaver
 */
export async function writePeople(
  tx: Tx,
  writing: Writing,
  rows: readonly PersonRow[],
  mentioned: readonly Mention[],
): Promise<Written> {
  const { tenantId, runId, source, year, refused, policy, today } = writing;
  const known = await knownPeople(tx, tenantId, source, year);
  const group = await groupFinder(tx, writing, year);
  const plan = emptyPlan();
  const met = new Map<PersonId, Met[]>();
  const named = await namedIn(writing, known, mentioned);
  let day = today;

  for (const row of rows) {
    if (row.asOf !== null && row.asOf < today) day = row.asOf;
    const settingId = await writing.findSetting(row.setting);
    if (typeof settingId !== 'string') {
      refused.add({ line: row.line, field: 'setting', found: row.setting.value, ...settingId, who: row });
      continue;
    }
    const refuse = (fault: { rule: string; message: string }) => {
      const found = row.upn ?? row.sourceId ?? '';
      refused.add({ line: row.line, field: 'identity', found, ...fault, who: row });
    };
    const match = known.match(row, settingId);
    if ('rule' in match) {
      const { byKey, byNumber } = known.find(row, settingId);
      for (const each of [byKey, byNumber]) if (each) named.add(each.id);
      refuse(match);
      continue;
    }
    const id = match.person?.id ?? newId<PersonId>();
    const earlier = met.get(id) ?? [];
    const second = refuseSecond(row, settingId, earlier);
    if (second) {
      refuse(second);
      continue;
    }
    const groups = await groupsOf(row, settingId);
    const stay = stayOfRow(writing, known, row, { id, settingId, groups });
    if ('rule' in stay) {
      named.add(id);
      refuse(stay);
      continue;
    }
    met.set(id, [...earlier, { line: row.line, settingId, claimsMain: claimsMain(row) }]);
    const sourceKey = row.sourceId ?? row.upn ?? '';
    const isNew = !match.person || plan.people.get(id)?.before === null;
    const differs = [
      planPerson(id, row, earlier.length > 0 && !claimsMain(row), sourceKey),
      planSource(id, settingId, sourceKey),
      planStay(stay),
    ].includes(true);
    if (isNew && differs) plan.counts.added += 1;
    else if (differs) plan.counts.changed += 1;
    else plan.counts.same += 1;
  }
  if (policy === 'snapshot') {
    const settings = new Set([...met.values()].flat().map(({ settingId }) => settingId));
    const isNamed = (id: PersonId, settingId: SettingId) =>
      named.has(id) || (met.get(id)?.some((each) => each.settingId === settingId) ?? false);
    for (const stay of whoLeft(writing, known, settings, isNamed, day)) {
      planStay(stay);
      if (stay.before?.ends_on !== stay.after.ends_on) plan.counts.ended += 1;
    }
  }
  await writePlan(tx, writing, plan);
  const moved = plan.counts.changed + plan.counts.ended;
  return { ...plan.counts, moved, standing: known.ofSource };

  function planPerson(id: PersonId, row: PersonRow, fills: boolean, sourceKey: string): boolean {
    const planned = plan.people.get(id);
    const standing = known.personOf(id);
    const words = known.wordsOf(id);
    const word = words.find((each) => each.source === source);
    const since = { on: today, run: runId };
    const said = saidIn(row, fills ? word : undefined);
    const kept = { id: word?.id ?? null, first: word?.id == null ? since : word.first };
    const spoken: KnownWord = { ...kept, ...wordAfter(word, source, said, since) };
    const all = [...words.filter((each) => each.source !== source), spoken];
    const contradicted = contradictionsIn(all, known.trustOf).map(({ field }) => field);
    const after = { ...believedFacts(all, known.trustOf), contradicted };
    plan.people.set(id, {
      id,
      before: planned ? planned.before : (standing ?? null),
      after,
      word: { before: planned ? planned.word.before : word, after: spoken },
      others: words.filter((each) => each.source !== source && each.id === null),
      sourceKey: planned?.sourceKey ?? sourceKey,
    });
    known.keep({ ...after, id });
    known.keepWords(id, all);
    return !word || difference(word, spoken) !== undefined;
  }

  function planSource(id: PersonId, settingId: SettingId, sourceKey: string): boolean {
    if (known.hasSource(sourceKey, settingId)) return false;
    plan.sources.push({ person_id: id, setting_id: settingId, source_key: sourceKey });
    known.addSource(sourceKey, settingId, id);
    return true;
  }

  function planStay(stay: PlannedStay): boolean {
    const differs = stay.before === null || difference(stay.before, stay.after) !== undefined;
    if (differs) plan.stays.set(stay.after.id, stay);
    return differs;
  }

  async function groupsOf(row: PersonRow, settingId: SettingId) {
    return {
      tutor_group_id: row.tutorGroup === null ? null : await group.tutorGroup(settingId, row.tutorGroup),
      house_id: row.house === null ? null : await group.house(settingId, row.house),
    };
  }
}

/** Whom the refused rows name, as far as that can be told. */
async function namedIn(
  { findSetting }: Writing,
  known: KnownPeople,
  mentioned: readonly Mention[],
): Promise<Set<PersonId>> {
  const named = new Set<PersonId>();
  for (const { setting, ...who } of mentioned) {
    const settingId = setting === null ? undefined : await findSetting(setting);
    if (typeof settingId !== 'string') continue;
    const { byKey, byNumber } = known.find(who, settingId);
    for (const each of [byKey, byNumber]) if (each) named.add(each.id);
  }
  return named;
}
