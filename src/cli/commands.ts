/** Every command, by its first word. Help lists these and no others. */
import type { Command } from './command.ts';
import { audit } from './commands/audit.ts';
import { backup, restore } from './commands/backup.ts';
import { calendar } from './commands/calendar/index.ts';
import { cluster } from './commands/cluster.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { importCommand } from './commands/import.ts';
import { library } from './commands/library.ts';
import { migrateCommand } from './commands/migrate.ts';
import { organisation } from './commands/organisation.ts';
import { papers } from './commands/papers.ts';
import { retention } from './commands/retention.ts';
import { review } from './commands/review.ts';
import { role } from './commands/role.ts';
import { rules } from './commands/rules.ts';
import { runs } from './commands/runs.ts';
import { serve } from './commands/serve.ts';
import { setting } from './commands/setting.ts';
import { undo } from './commands/undo.ts';
import { user } from './commands/user.ts';
import { validateCommand } from './commands/validate.ts';
import { watch } from './commands/watch.ts';

export const commands: ReadonlyMap<string, Command> = new Map([
  ['serve', serve],
  ['demo', demo],
  ['doctor', doctor],
  ['migrate', migrateCommand],
  ['import', importCommand],
  ['runs', runs],
  ['undo', undo],
  ['review', review],
  ['validate', validateCommand],
  ['rules', rules],
  ['library', library],
  ['setting', setting],
  ['cluster', cluster],
  ['organisation', organisation],
  ['calendar', calendar],
  ['user', user],
  ['role', role],
  ['watch', watch],
  ['audit', audit],
  ['backup', backup],
  ['restore', restore],
  ['retention', retention],
  ['papers', papers],
]);
