import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { command } from '#test/cli/in-process';
import { temporary } from '#test/cli/waymark';

const { path: place, remove } = temporary();
afterAll(remove);
const library = join(place, 'library');
const check = (...words: string[]) => command(['library', 'check', ...words], { cwd: place });
const sound = 'version: 1\ntitle: Small\nabout: A small mapping.\n';

/** The library as it is shipped, with mappings of the test's own beside it. */
function withMappings(files: Readonly<Record<string, string | Buffer>>): void {
  rmSync(library, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL('../../../library', import.meta.url)), library, { recursive: true });
  mkdirSync(join(library, 'mappings'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(library, 'mappings', name), text);
}

describe('waymark library check', () => {
  it('finds nothing wrong with the library that is shipped', async () => {
    expect(await check()).toEqual({ code: 0, out: 'Every definition in the library is sound.\n', err: '' });
    withMappings({});
    expect((await check('library')).code).toBe(0);
  });
  it('tells what is wrong with a language pack', async () => {
    withMappings({});
    writeFileSync(join(library, 'messages', 'cy.yaml'), 'people:\n  title: Pobl\n  titel: Pobl\n');
    const { code, err } = await check('library');
    expect([code, err]).toEqual([1, 'messages/cy.yaml, line 3: people.titel is no message of en.yaml\n']);
  });
  it('tells every fault of every mapping, with file and line, in our own words', async () => {
    withMappings({
      'ours.yaml': `name: ours\n${sound}mesures: {}\nignore:\n  - columns: []\n    reason: x\n`,
      'broken.yaml': 'a: [\n',
      'other.yaml': `name: another\n${sound}`,
      'senseless.yaml': `name: senseless\n${sound}ignore: [{ columns: [UPN], reason: x }]\npeople:\n  identity: { upn: { column: UPN } }\n  setting: { column: URN, as: urn }\n`,
      'latin.yaml': Buffer.from(`name: latin\n${sound.replace('Small', 'Zo\xeb')}`, 'latin1'),
    });
    const { code, out, err } = await check('library');
    expect([code, out]).toEqual([1, '']);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/^mappings\/broken\.yaml, line \d: it is not valid YAML: /),
      'mappings/latin.yaml, line 1: The mapping latin.yaml is not valid UTF-8: save it as UTF-8.',
      'mappings/other.yaml, line 1: it calls itself another',
      expect.stringMatching(
        /^mappings\/ours\.yaml, line 5: mesures: “mesures” is not a key here: perhaps measures is meant\.$/,
      ),
      'mappings/ours.yaml, line 7: ignore.0.columns: it is empty: at least one is needed.',
      expect.stringMatching(
        /^mappings\/senseless\.yaml, line 5: ignore\.0\.columns\.0: “UPN” is ignored here and used/,
      ),
      '',
    ]);
    expect(err).not.toMatch(/Invalid|expected|received|Unrecognized/);
  });
});
