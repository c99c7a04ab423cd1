import type { PlainDate } from '#dates';
import type { SettingId, TenantId, Tx } from '#db';
import type { Actor } from '#modules/access';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { responseOf } from '../queries/responses.ts';
import { fillIn } from '../rules/fill-in.ts';
import { type Instrument, itemsOf } from '../rules/index.ts';
import { saveAnswers } from './save-answers.ts';

/** Figures of a setting by name (`FIGURES`), as far as they are known. */
export type FiguresOf = (
  tx: Tx,
  of: { tenantId: TenantId; settingId: SettingId; today: PlainDate },
) => Promise<ReadonlyMap<string, number>>;

type Begun = { id: ResponseId; instrument: Instrument; settingId: SettingId; figuresOf: FiguresOf };

/** Answers from records what they know, when a response about a setting is begun: whoever answers looks it through and may change it. */
export async function fillInFrom(
  tx: Tx,
  actor: Actor,
  { id, instrument, settingId, figuresOf }: Begun,
): Promise<void> {
  if (!itemsOf(instrument).some((item) => item.kind === 'number' && item.figure !== undefined)) return;
  const { tenantId, today } = actor;
  const typed = fillIn(instrument, await figuresOf(tx, { tenantId, settingId, today }));
  const response = await responseOf(tx, tenantId, id, 'held');
  if (response) await saveAnswers(tx, actor, { response, standing: new Map(), instrument, typed, seen: 0 });
}
