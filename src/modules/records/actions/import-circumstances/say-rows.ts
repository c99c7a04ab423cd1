import type { PersonId } from '#db';
import { type RowFault, refuseRow } from '#modules/people';
import type { Run } from '#modules/sources';
import type { Book, Said } from './open-book.ts';
import type { Placed } from './place-rows.ts';
import { type CircumstanceValue, NEED, type NeedValue } from './sorts.ts';

export type Books = { circumstances: Book<CircumstanceValue>; needs: Book<NeedValue> };

/** Lets every row say all it says, or refuses it whole; answers how many say nothing. */
export function sayRows(run: Run, books: Books, placed: Iterable<Placed>, spared: Set<PersonId>): number {
  let silent = 0;
  for (const each of placed) {
    const { row, who } = each;
    const need = needIn(each);
    const said = saidBy(each).map((one) => books.circumstances.say(one, row.line));
    const all = need ? [...said, books.needs.say(need, row.line)] : said;
    const fault = all.find((one) => 'rule' in one) ?? contradicted(each);
    if (fault && 'rule' in fault) {
      refuseRow(run, row, fault);
      spared.add(who.personId);
      continue;
    }
    if (all.length === 0) silent += 1;
    for (const one of all) if ('keep' in one) one.keep();
  }
  return silent;
}

function saidBy({ row, who, day }: Placed): Said<CircumstanceValue>[] {
  const { startsOn: since, endsOn: until } = row;
  const once = new Map(row.said.map((one) => [one.kind, one]));
  return [...once.values()].map(({ field, kind, present, proficiency }) => ({
    personId: who.personId,
    kind,
    field,
    saying: { since, until, day, value: { present, proficiency, settingId: who.settingId } },
  }));
}

function needIn({ row, who, day }: Placed): Said<NeedValue> | undefined {
  if (!row.need) return undefined;
  const { startsOn: since, endsOn: until } = row;
  const { field, provision, primary, secondary } = row.need;
  const value = { provision, primary, secondary, settingId: who.settingId };
  return { personId: who.personId, kind: NEED, field, saying: { since, until, day, value } };
}

/** A row that says one kind twice, in different words. */
function contradicted({ row: { said } }: Placed): RowFault | undefined {
  const met = new Map<string, boolean>();
  for (const { field, kind, present } of said) {
    if ((met.get(kind) ?? present) !== present) {
      const message = `The row says both yes and no of ${kind}: mend one of the two.`;
      return { rule: 'fact.twice', field, message };
    }
    met.set(kind, present);
  }
  return undefined;
}
