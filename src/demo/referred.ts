/** What a school of the made-up council has put before a panel. */
import { addDays } from '#dates';
import { insertRows, newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { loadInstruments, publish, type ResponseId, saidInWords } from '#modules/instruments';
import type { PanelId } from '#modules/meetings';
import { castSettings, castStaff, castYoungPeople } from '#test/cast';

const { fernlow } = castSettings;
const { dev } = castStaff;
const about = castYoungPeople.rosie;
const author = `${dev.givenName} ${dev.familyName}`;

const SAID: Readonly<Record<string, unknown>> = {
  reasons: ['not_attending', 'no_feedback'],
  situation:
    'She was referred to the mental health service in May and has been seen once. Since September she is in school three days in five.',
  prior: 'initial',
  tried:
    'Shorter days for six weeks, a place in the library at lunch, two calls to the service. The shorter days helped.',
  child: 'I want to come in. Mornings are the worst. Please do not talk about me without telling me.',
  parent: 'We have rung four times. We do not know what we are waiting for.',
  aces: 'yes',
  strengths: 'Draws, has found the art room, trusts her tutor.',
  basis: 'consent',
  basis_note:
    'Rosie and her foster carer agreed in a meeting at school to health, social care and education hearing this. Her social worker was there.',
  hoped: 'A date with the mental health service, and one person who tells Rosie what happens.',
  agencies: ['camhs', 'social_care'],
};

/**
 * A pastoral lead has written a referral, and it is open before the panel of the council.
 *
 * @example await referIn(tx, actor);
 */
export async function referIn(tx: Tx, actor: Actor): Promise<void> {
  const { tenantId, today } = actor;
  const instrument = loadInstruments().find(({ name }) => name === 'panel-referral');
  if (!instrument) throw new Error('No form for referrals');
  const panel = await tx
    .selectFrom('meetings.panel')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  if (!panel) throw new Error('No panel');
  const definitionId = await publish(tx, actor, { instrument, origin: 'library' });
  const whose = { tenant_id: tenantId, setting_id: fernlow.id, person_id: about.id, is_sensitive: true };
  const [id, day] = [newId<ResponseId>(), addDays(today, -3)];
  await insertRows(tx, 'instruments.response', [
    {
      ...whose,
      id,
      author,
      definition_id: definitionId,
      respondent: 'staff',
      account_id: dev.accountId,
      revision: 1,
      on_date: day,
      started_at: `${day}T15:00:00Z`,
      ended_at: `${day}T15:40:00Z`,
      outcome: 'answered',
    },
  ]);
  await insertRows(
    tx,
    'instruments.answer',
    Object.entries(SAID).map(([item, is]) => ({
      ...whose,
      account_id: dev.accountId,
      id: newId<never>(),
      response_id: id,
      revision: 1,
      item,
      given: { is },
      given_at: `${day}T15:30:00Z`,
    })),
  );
  const said = await saidInWords(tx, actor, id, { lang: 'en', declined: 'Would rather not say' });
  const { dateOfBirth, ncYear } = about;
  await insertRows(tx, 'meetings.referral', [
    {
      tenant_id: tenantId,
      id: newId<never>(),
      panel_id: panel.id as PanelId,
      person_id: about.id,
      setting_id: fernlow.id,
      response_id: id,
      whom: {
        name: `${about.knownAs ?? about.givenName} ${about.familyName}`,
        bornOn: dateOfBirth,
        ncYear,
        setting: fernlow.name,
      },
      said,
      is_told: true,
      untold_reason: null,
      account_id: dev.accountId,
      author,
      put_at: `${day}T15:45:00Z`,
    },
  ]);
}
