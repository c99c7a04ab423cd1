import type { Route } from '#web';
import { callRoutes } from './call-routes.tsx';
import { campaignRoutes } from './campaign-routes.tsx';
import { libraryRoutes } from './library-routes.tsx';
import { linkAnsweringRoutes } from './link-answering.tsx';
import { ownAnsweringRoutes } from './own-answering.tsx';
import { sharedLinkRoutes } from './shared-link-answering.tsx';
import { staffAnsweringRoutes } from './staff-answering.tsx';

export const routes: readonly Route[] = [
  ...libraryRoutes,
  ...campaignRoutes,
  ...callRoutes,
  ...staffAnsweringRoutes,
  ...ownAnsweringRoutes,
  ...linkAnsweringRoutes,
  ...sharedLinkRoutes,
];
