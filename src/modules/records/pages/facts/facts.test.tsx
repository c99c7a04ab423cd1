import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { EVERYWHERE, type PageFrame, wordsFor } from '#web';
import type { KnownCircumstance, KnownNeed, KnownSuspension } from '../../queries/known-facts.ts';
import type { KnownEvent, KnownResult } from '../../queries/known-results.ts';
import {
  behaviourKinds,
  behaviourLocations,
  circumstanceKinds,
  exclusionOutcomes,
  needTypes,
  proficiencies,
  provisions,
  readGrade,
  type ScaleName,
  scaleNames,
  suspensionReasons,
} from '../../rules/index.ts';
import { Attainment } from './attainment.tsx';
import { Behaviour } from './behaviour.tsx';
import { Circumstances } from './circumstances.tsx';
import { Needs } from './needs.tsx';
import { Suspensions } from './suspensions.tsx';

const say = wordsFor('en');
const frame: PageFrame = {
  lang: 'en',
  say,
  path: '/people/1',
  account: null,
  places: [],
  workingAt: EVERYWHERE,
  flash: null,
  assets: { css: [], early: [], js: [] },
  demo: false,
};
const today = plainDate('2026-11-20');
const day = (text: string) => plainDate(`2026-${text}`);
const held = { startsOn: day('01-01'), endsOn: null, source: 'mis' };
const textOf = (page: React.ReactElement) =>
  renderToStaticMarkup(page)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('every code has its words', () => {
  it('of circumstances and proficiencies', () => {
    const circumstances = [
      ...circumstanceKinds.map((kind) => ({ kind, proficiency: null })),
      ...proficiencies.map((proficiency) => ({ kind: 'english_additional_language', proficiency })),
    ].map((each): KnownCircumstance => ({ ...held, ...each, present: true }));
    const text = textOf(<Circumstances isWhole circumstances={circumstances} today={today} frame={frame} />);
    for (const kind of circumstanceKinds) expect(text).not.toContain(kind);
    expect(text).toContain('Yes, new to English');
  });

  it('of needs', () => {
    const needs = [...needTypes].flatMap((code) =>
      provisions.map(
        (provision): KnownNeed => ({ ...held, provision, primaryNeed: code, secondaryNeed: 'ASD' }),
      ),
    );
    const text = textOf(<Needs needs={needs} today={today} frame={frame} />);
    for (const code of needTypes) expect(text).not.toMatch(new RegExp(`\\b${code}\\b`));
  });

  it('of results on every scale', () => {
    const given: Record<ScaleName, string> = {
      ks2_scaled: '104',
      gcse: '7',
      gcse_double: '5-4',
      attainment_8: '46.5',
      points: '10',
      progress: '-0.32',
      reading_age: '11:03',
      yes_no: 'yes',
      effort: '2',
      own: 'Secure',
    };
    const results = scaleNames.map((scale): KnownResult => {
      const grade = readGrade(scale, given[scale]);
      if ('fault' in grade) throw new Error(scale);
      const { text: value } = grade.value;
      return {
        subject: 'Any',
        scale,
        point: null,
        value,
        expected: value,
        metExpected: true,
        onDate: day('10-16'),
        source: 'mis',
      };
    });
    const text = textOf(<Attainment results={results} say={say} />);
    for (const says of [
      'Scaled score 104',
      'Grade 7',
      'Grades 5-4',
      '46.5 points',
      'Progress score −0.32',
      'Reading age 11 years and 3 months',
      'Achieved. Expected: Achieved',
      'Effort 2',
      'Secure',
    ])
      expect(text).toContain(says);
  });

  it('of events and of what became of exclusions', () => {
    const events = behaviourKinds.flatMap((kind) =>
      behaviourLocations.map(
        (location): KnownEvent => ({
          kind,
          location,
          category: null,
          points: -1,
          removed: true,
          onDate: day('10-16'),
          source: 'mis',
        }),
      ),
    );
    const behaviour = { academicYear: 2026, positive: 1, negative: 2, latest: events };
    const text = textOf(<Behaviour behaviour={behaviour} coverage={undefined} say={say} />);
    expect(text).toContain('1 positive event, 2 negative. No list says that these are all.');
    expect(text).toContain('Positive · −1 point · In a classroom · Left the lesson');
    const suspensions = [...suspensionReasons].flatMap((reason) =>
      exclusionOutcomes.map(
        (outcome): KnownSuspension => ({ ...held, kind: 'suspension', sessions: 2, reason, outcome }),
      ),
    );
    const exclusions = textOf(<Suspensions suspensions={suspensions} coverage={undefined} frame={frame} />);
    expect(exclusions).toContain('Cancelled, so not counted.');
    expect(exclusions).not.toMatch(/Reason given: [A-Z]{2}\b/);
  });
});

describe('what is unknown is said to be', () => {
  it('of a circumstance that has ended and of which nothing was said since', () => {
    const ended = { ...held, kind: 'young_carer', present: true, proficiency: null, endsOn: day('11-19') };
    const text = textOf(<Circumstances isWhole circumstances={[ended]} today={today} frame={frame} />);
    expect(text).toMatch(/no source says: .*Cares for somebody at home/);
    expect(text).toContain('1 circumstance that held before');
    const stillHolds = textOf(
      <Circumstances isWhole circumstances={[{ ...ended, endsOn: today }]} today={today} frame={frame} />,
    );
    expect(stillHolds).not.toContain('held before');
  });

  it('of a need that has ended', () => {
    const need: KnownNeed = {
      ...held,
      provision: 'K',
      primaryNeed: null,
      secondaryNeed: null,
      endsOn: day('11-19'),
    };
    const text = textOf(<Needs needs={[need]} today={today} frame={frame} />);
    expect(text).toContain('Not known. No source says whether there is a need.');
    expect(text).toContain('1 provision before');
  });

  it('of results and of behaviour, unless a list holds every event', () => {
    expect(textOf(<Attainment results={[]} say={say} />)).toContain('Not known.');
    const none = { academicYear: 2026, positive: 0, negative: 0, latest: [] };
    expect(textOf(<Behaviour behaviour={none} coverage={undefined} say={say} />)).toContain('Not known.');
    const coverage = { source: 'mis', from: day('09-01'), to: day('11-20') };
    expect(textOf(<Behaviour behaviour={none} coverage={coverage} say={say} />)).toContain(
      '0 positive events, 0 negative. These are all there were from 1 September 2026',
    );
  });
});
