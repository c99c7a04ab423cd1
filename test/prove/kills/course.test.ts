import { describe, expect, it } from 'vitest';
import { courseAs, courseOf, dueAt, stageOf } from './course.ts';

const act = 'insert into "sources"."undoing"';
const rehearsed = courseOf([
  'begin',
  'select',
  act,
  'update',
  'commit',
  'begin',
  'select',
  'commit',
  'vacuum',
]);
const reached = (sent: readonly string[], answered = true) => {
  const went = courseAs(rehearsed, sent);
  const far = { sent: sent.length, answered, isReading: false };
  return [stageOf(went, far), dueAt(went, far)];
};

describe('how far a process had come', () => {
  it('is told by its own statements, of which there may be more before the commit than in the rehearsal', () => {
    const longer = ['begin', 'select', act, 'update', 'update', 'update', 'commit'];
    expect(reached(longer.slice(0, 2))).toEqual(['writing', 'none']);
    expect(reached(longer.slice(0, 3))).toEqual(['after the row of the run', 'none']);
    expect(reached(longer.slice(0, 5))).toEqual(['writing', 'none']);
    expect(reached(longer.slice(0, 6))).toEqual(['writing', 'none']);
    expect(reached(longer, false)).toEqual(['during the commit', 'either']);
    expect(reached(longer)).toEqual(['right after the commit', 'all']);
    expect(reached([...longer, 'begin', 'select'])).toEqual(['reviewing', 'all']);
    expect(reached([...longer, 'begin', 'commit', 'vacuum', 'select'])).toEqual(['sweeping up', 'all']);
  });

  it('is the same with no more and no fewer', () => {
    const same = rehearsed.statements;
    expect(reached(same.slice(0, 4))).toEqual(['right before the commit', 'none']);
    expect(reached(same.slice(0, 5))).toEqual(['right after the commit', 'all']);
    expect(reached(['begin', 'select', act, 'commit'])).toEqual(['right after the commit', 'all']);
  });
});
