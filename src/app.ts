/** The composition root: the only file that knows every module. */
import { framedBy } from '#frame';
import type { Module, Route } from '#web';
import { identity } from './modules/identity/module.ts';
import { people } from './modules/people/module.ts';
import { records } from './modules/records/module.ts';
import { risk } from './modules/risk/module.ts';

/** Lowest first, as `modules.json` has them. */
export const modules: readonly Module[] = [identity, people, records, risk];

/** Routes that belong to no module, because every module contributes to them. */
export const frameRoutes: readonly Route[] = framedBy(modules);
