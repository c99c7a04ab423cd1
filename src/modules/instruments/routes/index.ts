import type { Route } from '#web';
import type { FiguresOf } from '../actions/fill-in-from.ts';
import { actionPlanRoutes } from './action-plan-routes.tsx';
import { callRoutes } from './call-routes.tsx';
import { campaignRoutes } from './campaign-routes.tsx';
import { fileRoutes } from './file-routes.tsx';
import { libraryRoutes } from './library-routes.tsx';
import { linkAnsweringRoutes } from './link-answering.tsx';
import { ownAnsweringRoutes } from './own-answering.tsx';
import { sharedLinkRoutes } from './shared-link-answering.tsx';
import { type NextStep, staffAnsweringRoutes } from './staff-answering.tsx';

export type { NextStep };

export const routesOf = (figuresOf: FiguresOf, next: readonly NextStep[]): readonly Route[] => [
  ...libraryRoutes(figuresOf),
  ...campaignRoutes,
  ...actionPlanRoutes,
  ...callRoutes,
  ...fileRoutes,
  ...staffAnsweringRoutes(next),
  ...ownAnsweringRoutes,
  ...linkAnsweringRoutes,
  ...sharedLinkRoutes,
];
