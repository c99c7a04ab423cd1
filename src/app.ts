/** The composition root: the only file that knows every module. */
import type { Module, Route } from '#web';
import { identity } from './modules/identity/module.ts';

/** Lowest first, as `modules.json` has them. */
export const modules: readonly Module[] = [identity];

/** Routes that belong to no module, because every module contributes to them. */
export const frameRoutes: readonly Route[] = [];
