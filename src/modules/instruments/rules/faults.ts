import { faultsInConditions } from './condition-faults.ts';
import type { Instrument } from './definition.ts';
import type { Fault } from './fault.ts';
import type { Item } from './item.ts';
import { itemsOf, optionsOf } from './parts.ts';
import type { Scale } from './scale.ts';

/** Nobody answers more. */
const MOST_ITEMS = 400;

/**
 * What is wrong between the parts of an instrument, each with where it stands: codes used twice, answers that are nowhere, conditions
 * that look ahead, run in a circle or can never hold, and scales over what has no number.
 *
 * @example faultsInInstrument(instrument) // [{ path: ['scales', 0, 'items', 2], reason: 'why is a text: it has no value' }]
 */
export function faultsInInstrument(instrument: Instrument): Fault[] {
  return [
    ...twice(instrument),
    ...faultsInItems(instrument),
    ...faultsInConditions(instrument),
    ...instrument.scales.flatMap((scale, index) => faultsInScale(instrument, scale, ['scales', index])),
    ...faultsOfWhole(instrument),
  ];
}

/** Every item with where it stands in the file. */
export function* placedItems(
  instrument: Instrument,
): Generator<{ item: Item; path: (string | number)[]; page: number }> {
  for (const [page, { sections }] of instrument.pages.entries())
    for (const [section, { items }] of sections.entries())
      for (const [index, item] of items.entries())
        yield { item, page, path: ['pages', page, 'sections', section, 'items', index] };
}

function twice(instrument: Instrument): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const { item, path } of placedItems(instrument)) {
    if (seen.has(item.code))
      faults.push({ path: [...path, 'code'], reason: `two items are called ${item.code}` });
    seen.add(item.code);
  }
  const named = (list: readonly { code: string }[], where: string, what: string) => {
    const codes = new Set<string>();
    for (const [index, { code }] of list.entries()) {
      if (codes.has(code))
        faults.push({ path: [where, index, 'code'], reason: `two ${what} are called ${code}` });
      codes.add(code);
    }
  };
  named(instrument.pages, 'pages', 'pages');
  named(instrument.scales, 'scales', 'scales');
  return faults;
}

function faultsInItems(instrument: Instrument): Fault[] {
  const faults: Fault[] = [];
  const used = new Set<string>();
  for (const { item, path } of placedItems(instrument)) {
    const refuse = (field: string, reason: string) => faults.push({ path: [...path, field], reason });
    if ('answers' in item && typeof item.answers === 'string') {
      used.add(item.answers);
      if (!instrument.answers[item.answers]) {
        refuse('answers', `no list of answers is called ${item.answers}`);
        continue;
      }
    }
    const options = optionsOf(instrument, item);
    if (item.kind === 'scale' && options.some(({ value }) => value === undefined))
      refuse('answers', 'every answer of a scale has a value');
    if (item.kind === 'several' && (item.least ?? 1) > options.length)
      refuse('least', `there are only ${options.length} answers`);
    if ('tells' in item)
      for (const code of item.tells ?? [])
        if (!options.some((option) => option.code === code))
          refuse('tells', `${code} is no answer of this item`);
    if (instrument.anonymous === 'always' && namesSomebody(item))
      refuse('kind', `nobody can be named in what is anonymous: a ${item.kind} names somebody`);
  }
  for (const list of Object.keys(instrument.answers))
    if (!used.has(list)) faults.push({ path: ['answers', list], reason: 'no item uses this list' });
  return faults;
}

/** Whether the answer says who somebody is. */
export function namesSomebody(item: Item): boolean {
  return item.kind === 'signature' || item.kind === 'person' || item.kind === 'file';
}

function faultsInScale(instrument: Instrument, scale: Scale, path: (string | number)[]): Fault[] {
  const items = new Map(itemsOf(instrument).map((item) => [item.code, item]));
  const faults: Fault[] = [];
  for (const [index, code] of scale.items.entries()) {
    const refuse = (reason: string) => faults.push({ path: [...path, 'items', index], reason });
    const item = items.get(code);
    if (!item) refuse(`no item is called ${code}`);
    else if (scale.method === 'count') {
      const codes = optionsOf(instrument, item).map((option) => option.code);
      if (!('answers' in item) || item.kind === 'ranking')
        refuse(`${code} is a ${item.kind}: there is nothing to count`);
      else if (!scale.counts?.some((counted) => codes.includes(counted)))
        refuse(`${code} has none of the answers that are counted`);
    } else if (scale.method === 'chosen') {
      if (item.kind !== 'choice' && item.kind !== 'scale')
        refuse(`${code} is a ${item.kind}: a level is chosen from answers`);
      else faults.push(...faultsInChosen(instrument, scale, item, path));
    } else if (item.kind === 'number') continue;
    else if (item.kind !== 'choice' && item.kind !== 'scale')
      refuse(`${code} is a ${item.kind}: it has no value`);
    else if (optionsOf(instrument, item).every(({ value }) => value === undefined))
      refuse(`no answer of ${code} has a value`);
  }
  for (const [index, code] of scale.reversed.entries())
    if (items.get(code)?.kind === 'number')
      faults.push({ path: [...path, 'reversed', index], reason: `${code} is a number: it has no other end` });
  return faults;
}

function faultsInChosen(
  instrument: Instrument,
  scale: Scale,
  item: Item,
  path: (string | number)[],
): Fault[] {
  const codes = optionsOf(instrument, item).map(({ code }) => code);
  const levels = scale.levels ?? [];
  const meant = levels.flatMap((level) => level.is ?? []);
  const strange = levels.flatMap((level, index) =>
    (level.is ?? [])
      .filter((code) => !codes.includes(code))
      .map((code) => ({
        path: [...path, 'levels', index, 'is'],
        reason: `${code} is no answer of ${item.code}`,
      })),
  );
  const missing = codes.filter((code) => !meant.includes(code));
  return missing.length === 0
    ? strange
    : [...strange, { path: [...path, 'levels'], reason: `no level is for ${missing.join(', ')}` }];
}

function faultsOfWhole(instrument: Instrument): Fault[] {
  const faults: Fault[] = [];
  if (itemsOf(instrument).length > MOST_ITEMS)
    faults.push({ path: ['pages'], reason: `there are more than ${MOST_ITEMS} items` });
  if (
    instrument.anonymous !== 'never' &&
    instrument.answered_by.includes('staff') &&
    instrument.about_whom === 'person'
  )
    faults.push({ path: ['anonymous'], reason: 'what an adult says about a young person is not anonymous' });
  if (instrument.anonymous === 'always' && instrument.about_whom === 'person')
    faults.push({ path: ['about_whom'], reason: 'what is always anonymous is about nobody in particular' });
  if (
    instrument.class === 'sensitive' &&
    (instrument.about_whom !== 'person' ||
      instrument.answered_by.some((who) => who === 'young_person' || who === 'family'))
  )
    faults.push({ path: ['class'], reason: 'only what adults say about a young person is kept for fewer' });
  if (
    instrument.reading === 'staff' &&
    instrument.answered_by.some((who) => who === 'young_person' || who === 'family')
  )
    faults.push({ path: ['reading'], reason: 'young people or families answer: the words are for them' });
  return faults;
}
