import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { command } from '#test/cli/in-process';
import { type Ended, prepareData, says, start, stop, temporary, waymark } from '#test/cli/waymark';
import { holdDirectory, socketPath } from '../db/directory.ts';

/** U+2028 ends a line in some eyes; in a name it must not end the message that carries it. */
const NAME = 'Ada\u2028Lovelace';

describe.skipIf(inject('snapshot') === null)('a command on a data directory that a server has', () => {
  const { path: place, remove } = temporary();
  const elsewhere = join(place, 'desk');
  let server: ChildProcess;
  const asked = (...args: string[]): Promise<Ended> =>
    command([...args, '--data', '../data'], { cwd: elsewhere });

  beforeAll(async () => {
    mkdirSync(elsewhere);
    await prepareData(join(place, 'data'));
    writeFileSync(
      join(elsewhere, 'people.csv'),
      `source_id,setting_urn,given_name,family_name,nc_year\n1,123456,${NAME},=Byron,9\n2,999999,Not,Here,9\n`,
    );
    writeFileSync(
      join(elsewhere, 'mine.yaml'),
      'name: mine\nversion: 1\ntitle: Mine\nabout: Ours\npeople:\n  identity: { source_id: { column: who } }\n  setting: { value: Ashdale School, as: name, reason: One school }\n',
    );
    writeFileSync(join(elsewhere, 'mine.csv'), 'who,note\n7,x\n');
    server = start(['serve', '--port', '0', '--data', join(place, 'data')], { cwd: place });
    await says(server, 'Waymark is at');
  });
  afterAll(async () => {
    await stop(server);
    remove();
  });

  it('runs inside the server and says everything where it was asked, paths taken from there', async () => {
    const added = await asked(
      'setting',
      'add',
      '--name',
      'Ashdale School',
      '--kind',
      'secondary',
      '--urn',
      '123456',
    );
    expect(added).toEqual({
      code: 0,
      out: 'Added Ashdale School.\n',
      err: 'The database is empty: founding the organisation "Our organisation".\n',
    });
    // By a process of its own, as a user would.
    const imported = await waymark(
      ['import', 'people', 'people.csv', '--source', 'mis', '--json', '--data', '../data'],
      { cwd: elsewhere },
    );
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.out)).toMatchObject({ file: 'people.csv', read: 2, added: 1, refused: 1 });
    expect(imported.err).toContain('read with the mapping waymark-people');
    const reviewed = await asked('review', '--format', 'json');
    expect(reviewed).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(reviewed.out).people[0].name).toBe(`${NAME} =Byron`);
    const mapped = await asked(
      'import',
      'people',
      'mine.csv',
      '--source',
      'other',
      '--mapping',
      './mine.yaml',
      '--dry-run',
    );
    expect(mapped).toMatchObject({ code: 0, out: expect.stringContaining('1 added') });
  });

  it('ends with the code it would end with alone', async () => {
    const refused = await asked('import', 'people', 'nowhere.csv', '--source', 'mis');
    expect(refused).toEqual({
      code: 1,
      out: '',
      err: `There is no file ${join(elsewhere, 'nowhere.csv')}.\n`,
    });
    const misused = await asked('import', 'people', 'people.csv');
    expect(misused.code).toBe(2);
    expect(misused.err).toContain('--source is missing');
  });

  it('says so when it cannot be handed over', async () => {
    const refused = await asked('migrate');
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('Stop it first: this command cannot be handed over');
    const second = await asked('serve', '--port', '0');
    expect(second.code).toBe(1);
    expect(second.err).toContain('Stop it first');
  });

  it('keeps nothing of an import whose asker goes away', async () => {
    const many = Array.from({ length: 5_000 }, (_, row) => `x${row},123456,Given,Family,9`).join('\n');
    writeFileSync(
      join(elsewhere, 'many.csv'),
      `source_id,setting_urn,given_name,family_name,nc_year\n${many}\n`,
    );
    const asker = connect(socketPath(join(place, 'data')));
    asker.write(
      `${JSON.stringify({ argv: ['import', 'people', 'many.csv', '--source', 'gone'], cwd: elsewhere, user: 'gone' })}\n`,
    );
    await new Promise<void>((resolve) => asker.once('data', () => resolve())); // it says the mapping before it writes
    asker.destroy();
    // The next command waits for its turn behind the import.
    const reviewed = await asked('review', '--format', 'json');
    expect(JSON.parse(reviewed.out).count).toBe(1);
  });

  it('outlives askers that say nothing, half a word, or nonsense', async () => {
    for (const words of ['', '{"argv": [', 'nonsense\n', '{"argv": 7}\n']) {
      const asker = connect(socketPath(join(place, 'data')));
      asker.on('error', () => {}).write(words);
      await new Promise((resolve) => setTimeout(resolve, 20));
      asker.destroy();
    }
    expect((await asked('rules', 'list')).code).toBe(0);
  });
});

describe.skipIf(inject('snapshot') === null)('a command on a data directory that another command has', () => {
  it('is refused in a sentence, not with a fault of the program', async () => {
    const { path, remove } = temporary();
    const held = holdDirectory(path);
    const refused = await command(['review', '--data', path], { cwd: path });
    await held?.release();
    remove();
    expect(refused.code).toBe(1);
    expect(refused.err).toBe(
      `Another Waymark command is using ${path} and takes no other one in. Try again when it has ended.\n`,
    );
  });
});
