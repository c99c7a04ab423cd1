import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readDefinitionText } from '#files';
import { faultsIn, gradeOf, STAFF, YOUNG } from '../../../test/words/reading.ts';
import { checkInstruments, loadInstruments } from './library.ts';
import {
  faultsInInstrument,
  type Instrument,
  instrumentSchema,
  isAsked,
  itemsOf,
  itemsOn,
  optionsOf,
  type Text,
  textIn,
} from './rules/index.ts';

const library = fileURLToPath(new URL('../../../library', import.meta.url));
const named = (name: string): Instrument => {
  const found = loadInstruments().find((instrument) => instrument.name === name);
  if (!found) throw new Error(`No instrument ${name}`);
  return found;
};
const itemsIn = (name: string, page: RegExp) =>
  named(name)
    .pages.filter(({ code }) => page.test(code))
    .flatMap(itemsOn);
const scales = (name: string, page: RegExp) =>
  itemsIn(name, page).filter(({ kind }) => kind === 'scale').length;

describe('the library of instruments', () => {
  it('is sound, and holds every one that is shipped', () => {
    expect(checkInstruments()).toEqual([]);
    expect(loadInstruments().map(({ name }) => name)).toEqual([
      'activity-evaluation',
      'apir',
      'behaviour-checklist',
      'class-pulse',
      'critical-incident',
      'employer-return',
      'family-engagement-check',
      'focus-group-record',
      'gatsby-2014',
      'gatsby-2025',
      'happiness-survey',
      'how-i-learn',
      'inclusion-interview',
      'journal-entry',
      'learning-environment',
      'mentoring-closing',
      'needs-check',
      'panel-referral',
      'parent-survey',
      'pathway-to-change',
      'pre-exclusion-assessment',
      'provider-return',
      'pupil-survey',
      'relationship-map',
      'resilience-wellbeing',
      'restorative-five',
      'restorative-six',
      'restorative-three',
      'screening-register',
      'send-review',
      'settling-in',
      'small-group-cohort',
      'small-group-review',
      'staff-survey',
      'strengths-interests-barriers',
      'suggestion',
      'wellbeing-audit',
      'work-experience-reflection',
    ]);
  });

  it('has the numbers of the handbooks: levels, statements, areas, questions and judgements', () => {
    // Pathway to Change: five levels of two statements each, one choice, three things that would help.
    const pathway = named('pathway-to-change');
    expect(itemsOf(pathway).filter(({ kind }) => kind === 'statement')).toHaveLength(10);
    expect(pathway.scales[0]?.levels).toHaveLength(5);
    expect(itemsOf(pathway).filter(({ code }) => code.startsWith('help_'))).toHaveLength(3);
    expect(
      ['basics', 'belonging', 'learning', 'coping', 'my_self'].map((page) =>
        scales('resilience-wellbeing', new RegExp(`^${page}$`)),
      ),
    ).toEqual([9, 10, 6, 8, 6]);
    expect(scales('pupil-survey', /./)).toBe(14);
    expect(scales('parent-survey', /./)).toBe(7);
    // The SEND review: 79 statements, and six judgements, two of them for tracking.
    const areas = ['leadership', 'identification', 'tracking', 'teaching', 'wider'];
    const statements = areas.map(
      (area) =>
        itemsIn('send-review', new RegExp(`^${area}(_\\d)?$`)).filter(
          (item) =>
            item.kind === 'scale' ||
            item.kind === 'choice' ||
            (item.kind === 'number' && item.code === 'notional'),
        ).length,
    );
    expect(statements).toEqual([19, 12, 13, 20, 15]);
    expect(itemsOf(named('send-review')).filter(({ code }) => code.startsWith('judge_'))).toHaveLength(6);
    const parts = named('inclusion-interview')
      .pages.slice(1)
      .map((page) => itemsOn(page).length);
    expect(parts).toEqual([9, 5, 3, 8, 4, 10, 4, 5, 4]);
    expect(named('wellbeing-audit').scales).toHaveLength(9);
    for (const item of itemsOf(named('wellbeing-audit')).filter(({ kind }) => kind === 'choice'))
      expect(optionsOf(named('wellbeing-audit'), item).map(({ code }) => code)).toEqual([
        'emerging',
        'established',
        'advanced',
      ]);
    expect(named('gatsby-2014').scales).toHaveLength(8);
    expect(named('gatsby-2025').scales).toHaveLength(8);
    expect(named('family-engagement-check').scales[0]?.items).toHaveLength(6);
    expect(
      [6, 5, 3].map(
        (_, at) =>
          itemsOn(
            named(['restorative-six', 'restorative-five', 'restorative-three'][at] ?? '').pages[0] ?? never(),
          ).length,
      ),
    ).toEqual([6, 5, 3]);
    const tools = itemsIn('screening-register', /^tools$/)[0];
    expect(tools?.kind === 'grid' && tools.rows).toHaveLength(15);
  });

  it('says of a benchmark that it is met when all of its criteria are, and of none otherwise', () => {
    for (const name of ['gatsby-2014', 'gatsby-2025'])
      for (const { items, levels, counts } of named(name).scales) {
        expect(counts).toEqual(['met']);
        expect(levels?.at(-1)).toMatchObject({ code: 'met', from: items.length });
      }
  });

  it('cannot close a pre-exclusion assessment with a question of the handbook unanswered', () => {
    const required = itemsOf(named('pre-exclusion-assessment'))
      .filter(isAsked)
      .filter((item) => item.required);
    expect(required.map(({ code }) => code)).toEqual([
      'trigger',
      'incident',
      'needs',
      'school_help',
      'outside_help',
      'exhausted',
      'like',
      'happy',
      'not_happy',
      'adults_could',
      'factors',
      'enough',
      'proportionate',
      'recorded',
      'outcome',
      'next',
      'signed',
    ]);
  });
});

function never(): never {
  throw new Error('No page');
}

/** Everything of an instrument that whoever answers reads. */
function wordsOf(instrument: Instrument, who: 'answering' | 'adults'): string[] {
  const say = (text: Text | undefined) => (text === undefined ? [] : [textIn(text, 'en')]);
  if (who === 'adults') return [...say(instrument.title), ...say(instrument.about)];
  return [
    ...say(instrument.title),
    ...say(instrument.intro),
    ...say(instrument.thanks),
    ...instrument.pages.flatMap((page) => [
      ...say(page.title),
      ...say(page.about),
      ...page.sections.flatMap(({ title, about }) => [...say(title), ...say(about)]),
      ...itemsOn(page).flatMap((item) => [
        ...say(item.asks),
        ...say(item.hint),
        ...say(item.easy),
        ...say(item.asks_as?.family),
        ...optionsOf(instrument, item).flatMap((option) => say(option.text)),
        ...(item.kind === 'grid' ? item.rows.flatMap((row) => say(row.text)) : []),
      ]),
    ]),
  ];
}

describe('the words of an instrument', () => {
  const plain = loadInstruments().filter(({ reading }) => reading !== 'staff');

  it.each(plain.map((instrument) => [instrument.name, instrument] as const))(
    'are for a reader of nine where young people or families answer: %s',
    (_, instrument) => {
      const words = wordsOf(instrument, 'answering');
      expect(words.flatMap((text) => faultsIn(text, YOUNG))).toEqual([]);
      // A text without a stop is a sentence all the same.
      expect(gradeOf(words.map((text) => (/[.?!]$/.test(text) ? text : `${text}.`)).join(' '))).toBeLessThan(
        YOUNG.grade,
      );
    },
  );

  it.each(loadInstruments().map((instrument) => [instrument.name, instrument] as const))(
    'are plain for staff: %s',
    (_, instrument) => {
      const words = [
        ...wordsOf(instrument, 'adults'),
        ...(instrument.reading === 'staff' ? wordsOf(instrument, 'answering') : []),
      ];
      expect(words.flatMap((text) => faultsIn(text, STAFF))).toEqual([]);
    },
  );
});

describe('the example of docs/instruments.md', () => {
  it('is sound', () => {
    const page = readFileSync(
      fileURLToPath(new URL('../../../docs/instruments.md', import.meta.url)),
      'utf8',
    );
    const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const read = readDefinitionText('the example', example, instrumentSchema, faultsInInstrument);
    expect('faults' in read ? read.faults : []).toEqual([]);
  });
});

describe('a library with a fault', () => {
  const places: string[] = [];
  afterAll(() => {
    for (const place of places) rmSync(place, { recursive: true });
  });
  /** A copy of the library with one file changed or added. */
  function faulty(file: string, change: (text: string) => string, from = file) {
    const place = mkdtempSync(join(tmpdir(), 'waymark-library-'));
    places.push(place);
    cpSync(join(library, 'instruments'), join(place, 'instruments'), { recursive: true });
    const text = readFileSync(join(library, 'instruments', from), 'utf8');
    writeFileSync(join(place, 'instruments', file), change(text));
    return checkInstruments(place).map(({ file: at, reason }) => `${at}: ${reason}`);
  }

  it('is named with its file', () => {
    expect(faulty('apir.yaml', (text) => text.replace('name: apir', 'name: other'))).toEqual([
      'instruments/apir.yaml: name: the file is called apir.yaml',
    ]);
  });

  it('has a changed meaning under an old code, which is found beside the version before', () => {
    const second = (text: string) =>
      text.replace('version: 1', 'version: 2').replace('I feel safe at school.', 'I feel safe at home.');
    const place = mkdtempSync(join(tmpdir(), 'waymark-library-'));
    places.push(place);
    cpSync(join(library, 'instruments'), join(place, 'instruments'), { recursive: true });
    const text = readFileSync(join(library, 'instruments/pupil-survey.yaml'), 'utf8');
    writeFileSync(join(place, 'instruments/pupil-survey.1.yaml'), text);
    writeFileSync(join(place, 'instruments/pupil-survey.yaml'), second(text));
    expect(checkInstruments(place).map(({ reason }) => reason)).toEqual([
      expect.stringContaining('safe asked something else in version 1: give the new meaning a new code'),
    ]);
  });
});
