import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePapers } from '#frame';
import { Refused } from '#outcome';
import { modules } from '../../app.ts';
import { type Command, Misused, where } from '../command.ts';
import { counted } from '../counted.ts';
import { actorFor } from '../organisation.ts';
import { pathFrom } from '../paths.ts';

/** The papers that a controller owes, from live roles, rules, sources and retention. Files that are there are left as they are. */
export const papers: Command = {
  permission: 'installation',
  usage: 'papers DIR [--data DIR] [--tenant NAME]',
  summary:
    'Writes a data protection impact assessment, an algorithm record and an accessibility statement from how the installation stands, with what only you can say marked.',
  options: where,
  handsOver: true,
  async run(call) {
    const [directory, ...more] = call.positionals;
    if (directory === undefined || more.length > 0) throw new Misused('Say one directory');
    const place = pathFrom(call.io, directory);
    mkdirSync(place, { recursive: true });
    for (const { file, text, gaps } of await makePapers(
      await call.database(),
      await actorFor(call),
      modules,
    )) {
      try {
        writeFileSync(join(place, file), text, { flag: 'wx' });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        throw new Refused(`${join(place, file)} is there already, perhaps filled in: say another directory.`);
      }
      call.io.out(`${join(place, file)}: ${counted(gaps, 'thing', 'things')} to fill in\n`);
    }
    return 0;
  },
};
