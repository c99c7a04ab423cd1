import type { Condition } from './condition.ts';
import type { Instrument } from './definition.ts';
import type { Fault } from './fault.ts';
import type { Item } from './item.ts';
import { isAsked, optionsOf } from './parts.ts';

type Placed = { item: Item; page: number };
type Shown = { condition: Condition; path: (string | number)[]; page: number; what: string };

/** What is wrong with the conditions of an instrument: each looks back at an item of an earlier page, and can come true. */
export function faultsInConditions(instrument: Instrument): Fault[] {
  const placed = new Map<string, Placed>();
  for (const [page, { sections }] of instrument.pages.entries())
    for (const item of sections.flatMap(({ items }) => items)) placed.set(item.code, { item, page });
  const circles = circlesIn(instrument, placed);
  return conditionsIn(instrument).flatMap((shown) => {
    const { condition, page, path, what } = shown;
    const refuse = (reason: string) => [{ path: [...path, 'show_when'], reason }];
    const asked = placed.get(condition.item);
    if (!asked) return refuse(`no item is called ${condition.item}`);
    const circle = circles.find((round) => round.includes(what));
    if (circle) return refuse(`the conditions run in a circle: ${[...circle, circle[0]].join(' → ')}`);
    if (asked.page >= page) return refuse(`${condition.item} is not on an earlier page`);
    const unmeant = faultInMeaning(instrument, condition, asked.item);
    if (unmeant) return refuse(unmeant);
    return canHold(instrument, placed, shown)
      ? []
      : refuse('it can never hold: what it asks for is not shown then');
  });
}

function conditionsIn(instrument: Instrument): Shown[] {
  return instrument.pages.flatMap((page, number) => [
    ...(page.show_when
      ? [{ condition: page.show_when, path: ['pages', number], page: number, what: page.code }]
      : []),
    ...page.sections.flatMap(({ items }, section) =>
      items.flatMap((item, index) =>
        item.show_when
          ? [
              {
                condition: item.show_when,
                path: ['pages', number, 'sections', section, 'items', index],
                page: number,
                what: item.code,
              },
            ]
          : [],
      ),
    ),
  ]);
}

function faultInMeaning(instrument: Instrument, condition: Condition, item: Item): string | undefined {
  if (!isAsked(item)) return `${item.code} is only read: nobody answers it`;
  if (condition.is) {
    if (item.kind === 'grid' || item.kind === 'ranking' || !('answers' in item))
      return `${item.code} is a ${item.kind}: it has no single answer to look at`;
    const codes = optionsOf(instrument, item).map(({ code }) => code);
    const strange = condition.is.find((code) => !codes.includes(code));
    return strange === undefined ? undefined : `${strange} is no answer of ${item.code}`;
  }
  return item.kind === 'number' ? undefined : `${item.code} is a ${item.kind}: it is no number`;
}

/** Every round of items and pages that wait for one another. */
function circlesIn(instrument: Instrument, placed: ReadonlyMap<string, Placed>): string[][] {
  const waits = new Map<string, string[]>();
  const add = (from: string, to: string) => waits.set(from, [...(waits.get(from) ?? []), to]);
  for (const { condition, what } of conditionsIn(instrument)) add(what, condition.item);
  for (const [code, { page }] of placed) {
    const on = instrument.pages[page];
    if (on?.show_when && on.code !== code) add(code, on.code);
  }
  const circles: string[][] = [];
  const done = new Set<string>();
  const walk = (at: string, path: string[]) => {
    const again = path.indexOf(at);
    if (again >= 0) return void circles.push(path.slice(again));
    if (done.has(at)) return;
    for (const next of waits.get(at) ?? []) walk(next, [...path, at]);
    done.add(at);
  };
  for (const start of waits.keys()) walk(start, []);
  return circles;
}

type Allowed = { codes: ReadonlySet<string> | undefined; from: number; to: number };

/** Whether all that has to be true for it to be shown can be true at once. */
function canHold(instrument: Instrument, placed: ReadonlyMap<string, Placed>, shown: Shown): boolean {
  const allowed = new Map<string, Allowed>();
  const waiting: Condition[] = [shown.condition];
  const page = instrument.pages[shown.page];
  if (page?.show_when && page.show_when !== shown.condition) waiting.push(page.show_when);
  for (let condition = waiting.pop(); condition; condition = waiting.pop()) {
    const asked = placed.get(condition.item);
    if (!asked) return true;
    const before = allowed.get(condition.item) ?? rangeOf(asked.item);
    const now: Allowed = {
      codes: condition.is
        ? narrowed(before.codes, condition.is, asked.item.kind === 'several')
        : before.codes,
      from: Math.max(before.from, condition.at_least ?? Number.NEGATIVE_INFINITY),
      to: Math.min(before.to, condition.at_most ?? Number.POSITIVE_INFINITY),
    };
    if (now.codes?.size === 0 || now.from > now.to) return false;
    allowed.set(condition.item, now);
    const on = instrument.pages[asked.page];
    if (asked.item.show_when) waiting.push(asked.item.show_when);
    if (on?.show_when) waiting.push(on.show_when);
  }
  return true;
}

function rangeOf(item: Item): Allowed {
  const number = item.kind === 'number' ? item : undefined;
  return {
    codes: undefined,
    from: number?.least ?? Number.NEGATIVE_INFINITY,
    to: number?.most ?? Number.POSITIVE_INFINITY,
  };
}

/** Of several answers each may be given beside the others, so that one condition takes nothing from another. */
function narrowed(
  before: ReadonlySet<string> | undefined,
  is: readonly string[],
  several: boolean,
): ReadonlySet<string> {
  if (several || !before) return new Set(is);
  return new Set(is.filter((code) => before.has(code)));
}
