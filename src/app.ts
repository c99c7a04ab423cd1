/** The composition root: the only file that knows every module. */
import { framedBy } from '#frame';
import { settingFigures } from '#modules/records';
import type { ImportKind } from '#modules/sources';
import type { Module, Route } from '#web';
import { access } from './modules/access/module.ts';
import { identity } from './modules/identity/module.ts';
import { instrumentsWith } from './modules/instruments/module.ts';
import { afterReferral, meetings } from './modules/meetings/module.ts';
import { messages } from './modules/messages/module.ts';
import { people, peopleImports } from './modules/people/module.ts';
import { records, recordsImports } from './modules/records/module.ts';
import { risk } from './modules/risk/module.ts';
import { sources } from './modules/sources/module.ts';

/** Lowest first, as `modules.json` has them. */
export const modules: readonly Module[] = [
  identity,
  access,
  messages,
  sources,
  people,
  records,
  instrumentsWith(settingFigures, [afterReferral]),
  risk,
  meetings,
];

/** Every kind of file that can be brought in, in the order in which a new installation needs them. */
export const importKinds: readonly ImportKind[] = [...peopleImports, ...recordsImports];

/** Routes that belong to no module, because every module contributes to them. */
export const frameRoutes: readonly Route[] = framedBy(modules, importKinds);
