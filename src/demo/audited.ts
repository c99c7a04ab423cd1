/** What a school of the made-up council found when it looked at itself, and what it does about it. */
import { addDays } from '#dates';
import { insertRows, newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { loadInstruments, publish } from '#modules/instruments';
import { castSettings, castStaff } from '#test/cast';

const settingId = castSettings.fernlow.id;
const asker = castStaff.dev;
const author = `${asker.givenName} ${asker.familyName}`;

/**
 * The school looked at itself in September, and means to do something about what it found.
 *
 * @example await auditIn(tx, actor);
 */
export async function auditIn(tx: Tx, actor: Actor): Promise<void> {
  const { tenantId, today } = actor;
  const instrument = loadInstruments().find(({ name }) => name === 'wellbeing-audit');
  if (!instrument) throw new Error('No wellbeing audit');
  const definitionId = await publish(tx, actor, { instrument, origin: 'library' });
  const whose = { tenant_id: tenantId, setting_id: settingId, author };
  const [id, day] = [newId<never>(), addDays(today, -60)];
  await insertRows(tx, 'instruments.response', [
    {
      ...whose,
      id,
      definition_id: definitionId,
      respondent: 'staff',
      account_id: asker.accountId,
      revision: 1,
      on_date: day,
      started_at: `${day}T15:00:00Z`,
      ended_at: `${day}T16:30:00Z`,
      outcome: 'answered',
    },
  ]);
  const said = { leadership_vision: 'established', leadership_staff: 'emerging', voice_young: 'emerging' };
  await insertRows(
    tx,
    'instruments.answer',
    Object.entries(said).map(([item, level]) => ({
      tenant_id: tenantId,
      setting_id: settingId,
      id: newId<never>(),
      response_id: id,
      revision: 1,
      item,
      given: { is: level },
      given_at: `${day}T16:00:00Z`,
    })),
  );
  const action = newId<never>();
  await insertRows(tx, 'instruments.action', [
    {
      ...whose,
      id: action,
      response_id: id,
      item: 'voice_young',
      area: 'Voice of young people and work with parents',
      purpose: 'All are asked regularly, and hear what came of it.',
      does: 'Ask every year group each term, and put what came of it on the board within two weeks.',
      lead: author,
      starts_on: addDays(today, -55),
      due_on: addDays(today, 5),
      milestones: null,
      outcome: 'Four in five say in the pupil survey that they are heard.',
      account_id: asker.accountId,
    },
  ]);
  await insertRows(tx, 'instruments.action_review', [
    {
      ...whose,
      id: newId<never>(),
      action_id: action,
      on_date: addDays(today, -20),
      state: 'working',
      says: 'Years 7 and 10 were asked. The board is up for year 10.',
      next: 'Put up the board for year 7, and ask years 8 and 9.',
      due_on: addDays(today, 5),
      account_id: asker.accountId,
    },
  ]);
}
