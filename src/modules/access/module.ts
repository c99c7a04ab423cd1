import type { Module } from '#web';
import { accessTold } from './told.ts';

export const access: Module = { name: 'access', routes: [], told: accessTold };
