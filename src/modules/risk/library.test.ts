import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkRiskLibrary, listRuleSets, loadFactors, loadRuleSet } from './library.ts';

let library: string;
beforeEach(() => {
  library = mkdtempSync(join(tmpdir(), 'library-'));
  const shipped = new URL('../../../library/', import.meta.url);
  for (const part of ['factors.yaml', 'rules'])
    cpSync(new URL(part, shipped), join(library, part), { recursive: true });
});
afterEach(() => rmSync(library, { recursive: true }));

function rewrite(file: string, from: string, to: string): number {
  const path = join(library, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return text.slice(0, text.indexOf(from)).split('\n').length;
}

describe('the library of risk definitions', () => {
  it('has no fault as it ships, and every rule set can be loaded', () => {
    expect(checkRiskLibrary()).toEqual([]);
    for (const name of listRuleSets()) expect(loadRuleSet(name).name).toBe(name);
  });

  it('says of each factor which handbook and section it is from', () => {
    const factor = loadFactors().find(({ code }) => code === 'family.young_carer');
    expect(factor).toMatchObject({
      source: 'seed',
      from: '001',
      document: expect.stringContaining('medium risk'),
    });
  });

  it('says which rule sets there are when asked for another, and reads no other file', () => {
    expect(() => loadRuleSet('../factors')).toThrow('There are: five-domain, oxfordshire-roni-weighted');
  });

  it('points at the file and line of a broken file', () => {
    const line = rewrite('rules/five-domain.yaml', 'status: default', 'status: [default');
    const [fault] = checkRiskLibrary(library);
    expect(fault?.file).toBe('rules/five-domain.yaml');
    expect(fault?.line).toBeGreaterThanOrEqual(line);
  });

  it('points at the line of a wrong value', () => {
    const line = rewrite('rules/five-domain.yaml', 'kind: number', 'kind: score');
    expect(checkRiskLibrary(library)).toEqual([
      { file: 'rules/five-domain.yaml', line, reason: expect.stringContaining('indicators.0.kind') },
    ]);
  });

  it('points at a factor nobody listed, and refuses to load the rule set', () => {
    const line = rewrite('rules/five-domain.yaml', 'factor: family.poverty', 'factor: family.wealth');
    const reason = 'indicators.6.factor: no factor is called family.wealth';
    expect(checkRiskLibrary(library)).toEqual([{ file: 'rules/five-domain.yaml', line, reason }]);
    expect(() => loadRuleSet('five-domain', library)).toThrow(
      `rules/five-domain.yaml, line ${line}: ${reason}`,
    );
  });

  it('points at the indicator when a field of it is missing', () => {
    rewrite('rules/five-domain.yaml', '    measure: moves\n', '');
    const [fault] = checkRiskLibrary(library);
    expect(fault).toMatchObject({
      line: expect.any(Number),
      reason: expect.stringContaining('indicators.0.measure'),
    });
    const text = readFileSync(join(library, 'rules/five-domain.yaml'), 'utf8');
    expect(text.split('\n')[(fault?.line ?? 0) - 1]).toContain('code: moves');
  });

  it('refuses a protected measure in the default rule set, and a final grade in the test of the engine', () => {
    rewrite('rules/five-domain.yaml', 'measure: circumstance.early_help', 'measure: circumstance.ethnicity');
    rewrite('rules/uci-student-performance.yaml', 'measure: absences', 'measure: G3');
    expect(checkRiskLibrary(library).map(({ reason }) => reason)).toEqual([
      'indicators.5.measure: circumstance.ethnicity is a protected characteristic and never scores',
      'indicators.9.measure: G3 is listed under neverScores',
    ]);
  });

  it('refuses a rule set whose name is not that of its file, and factors listed twice or in the wrong domain', () => {
    rewrite('rules/five-domain.yaml', 'name: five-domain', 'name: other');
    rewrite('factors.yaml', 'code: personal.travel_skills', 'code: personal.emotions');
    const reasons = checkRiskLibrary(library).map(({ reason }) => reason);
    expect(reasons).toEqual([
      'factors.7.code: two factors are called personal.emotions',
      'name: the file is called five-domain',
    ]);
  });

  it('says so when the list of factors is missing', () => {
    rmSync(join(library, 'factors.yaml'));
    expect(checkRiskLibrary(library)).toEqual([
      { file: 'factors.yaml', line: 1, reason: 'the file is missing' },
    ]);
  });
});
