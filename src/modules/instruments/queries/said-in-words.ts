import type { PlainDate } from '#dates';
import type { PersonId, SettingId, Tx } from '#db';
import type { Actor } from '#modules/access';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { definitionOf } from '../definitions.ts';
import { answerInWords } from '../rules/in-words.ts';
import { isAsked, itemsOn, textIn } from '../rules/index.ts';
import { isShown, shownPages } from '../rules/shown.ts';
import { answersOf, responsesAbout } from './responses.ts';

export type { ResponseId };

/** A form that was filled in about a young person. */
export type FilledIn = {
  id: ResponseId;
  settingId: SettingId | null;
  author: string | null;
  onDate: PlainDate;
};

/** What a form says, page by page: each question with its answer, a line each. */
export type SaidInWords = { title: string; lines: { asks: string; says: string[] }[] }[];

/**
 * The forms of one name that adults have sent about a young person, as far as whoever asks reads them, the latest first.
 *
 * @example await filledInAbout(tx, actor, amara, 'panel-referral')
 */
export async function filledInAbout(
  tx: Tx,
  { tenantId }: Pick<Actor, 'tenantId'>,
  personId: PersonId,
  name: string,
): Promise<FilledIn[]> {
  const found: FilledIn[] = [];
  for (const response of await responsesAbout(tx, tenantId, personId)) {
    if (response.outcome !== 'answered' || response.respondent !== 'staff') continue;
    const instrument = await definitionOf(tx, tenantId, response.definitionId);
    if (instrument.name !== name) continue;
    const { id, settingId, author, onDate } = response;
    found.push({ id, settingId, author, onDate });
  }
  return found;
}

/** What one of them says, in one language. What was not answered is left out. */
export async function saidInWords(
  tx: Tx,
  { tenantId }: Pick<Actor, 'tenantId'>,
  id: ResponseId,
  words: { lang: string; declined: string },
): Promise<SaidInWords> {
  const row = await tx
    .selectFrom('instruments.response')
    .select('definition_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const instrument = await definitionOf(tx, tenantId, row.definition_id);
  const answers = await answersOf(tx, tenantId, id);
  return shownPages(instrument, answers).flatMap((page) => {
    const lines = itemsOn(page)
      .filter(isAsked)
      .filter((item) => isShown(item, answers))
      .map((item) => ({
        asks: textIn(item.asks_as?.staff ?? item.asks, words.lang),
        says: answerInWords(instrument, item, answers[item.code], words),
      }))
      .filter(({ says }) => says.length > 0);
    return lines.length === 0 ? [] : [{ title: textIn(page.title, words.lang), lines }];
  });
}
