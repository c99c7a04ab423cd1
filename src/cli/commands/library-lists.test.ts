import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { command } from '#test/cli/in-process';
import { temporary } from '#test/cli/waymark';

const { path: place, remove } = temporary();
afterAll(remove);

/** The library with one mapping more. */
function withMapping(name: string, text: string): string {
  const library = join(place, name);
  cpSync('library', library, { recursive: true });
  mkdirSync(join(library, 'mappings'), { recursive: true });
  writeFileSync(join(library, 'mappings', `${name}.yaml`), text);
  return library;
}
const check = (...words: string[]) => command(['library', 'check', ...words], { cwd: place });
const shipped = (name: string) => readFileSync(join('library/mappings', `${name}.yaml`), 'utf8');

describe('words of a mapping that are on no list', () => {
  it.each([
    ['a circumstance', 'council-nccis', 'looked_after', 'looked_over', /“looked_over” is not a circumstance/],
    [
      'a column of one',
      'council-nccis-short',
      'kind: care_leaver',
      'kind: carer',
      /“carer” is not a circumstance/,
    ],
    ['a scale', 'council-ks4', 'scale: points', 'scale: pints', /“pints” is not a scale/],
  ])('names %s that is on no list, with file and line', async (_, name, word, other, says) => {
    const text = shipped(name).replace(`name: ${name}`, 'name: ours').replace(word, other);
    const { code, err } = await check(withMapping('ours', text));
    expect(code).toBe(1);
    const line = text.split('\n').findIndex((each) => /^(circumstances|attainment):/.test(each)) + 1;
    expect(err).toContain(`mappings/ours.yaml, line ${line}: The mapping ours cannot be right`);
    expect(err).toMatch(says);
  });

  it('names a code of a suspension that means nothing', async () => {
    const text = shipped('waymark-suspensions')
      .replace('name: waymark-suspensions', 'name: ours')
      .replace('kind: { column: kind }', 'kind: { column: kind, codes: { X: expelled } }');
    const { code, err } = await check(withMapping('ours', text));
    expect([code, err]).toEqual([1, expect.stringContaining('“expelled” is not a kind of exclusion')]);
  });

  it('says no of days for which a section cannot hold everything', async () => {
    const text = shipped('waymark-attainment')
      .replace('name: waymark-attainment', 'name: ours')
      .concat('  covers: { from: 2026-09-01, to: 2026-10-31, reason: All of it. }\n');
    const { code, err } = await check(withMapping('ours', text));
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('attainment.covers: “covers” is not a key here'),
    ]);
  });
});

describe('a folder with definitions of one’s own', () => {
  const own = (name: string, files: Record<string, string>) => {
    const folder = join(place, name);
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return folder;
  };
  const pulse = readFileSync('library/instruments/class-pulse.yaml', 'utf8');
  const rules = readFileSync('library/rules/five-domain.yaml', 'utf8');

  it('is checked without the list of factors and the rules of keeping, which are Waymark’s then', async () => {
    const folder = own('some', {
      'instruments/class-pulse.yaml': pulse,
      'rules/five-domain.yaml': rules,
    });
    expect(await check(folder)).toMatchObject({ code: 0 });
  });

  it('is held against Waymark’s factors, and nothing in it is let through', async () => {
    const folder = own('wrong', {
      'instruments/class-pulse.yaml': pulse.replace('code: could_do', 'code: knew_what'),
      'rules/five-domain.yaml': rules.replace(/factor: [a-z_.]+/, 'factor: personal.nothing'),
    });
    const { code, err } = await check(folder);
    expect(code).toBe(1);
    expect(err).toMatch(/instruments\/class-pulse\.yaml, line \d+: .*knew_what/);
    expect(err).toMatch(/rules\/five-domain\.yaml, line \d+: .*personal\.nothing/);
    expect(err).not.toContain('the file is missing');
  });

  it('that holds nothing is no library', async () => {
    mkdirSync(join(place, 'nothing'));
    expect(await check(join(place, 'nothing'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('factors.yaml, line 1: the file is missing'),
    });
  });
});
