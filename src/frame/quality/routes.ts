import type { Module, Route } from '#web';
import { apart, merge, showDecided, showDuplicate, takeBackApart, unmerge } from './duplicates.tsx';
import { decide, showDecidedMoves, showMove, takeBack } from './moves.tsx';
import { showCheck } from './show-check.tsx';
import { showQuality } from './show-quality.tsx';
import { settleTrust, showTrust } from './trust.tsx';

/** Pages for those who look after the data, filled by every module. */
export function qualityRoutes(modules: readonly Module[]): Route[] {
  const parts = modules.flatMap(({ merge: part }) => part ?? []);
  const sources = modules.flatMap(({ reach = [] }) => reach);
  return [
    { method: 'GET', path: '/quality', permission: 'quality.see', handle: showQuality(modules) },
    { method: 'GET', path: '/quality/:check', permission: 'quality.see', handle: showCheck(modules) },
    { method: 'GET', path: '/quality/decided-moves', permission: 'quality.see', handle: showDecidedMoves },
    { method: 'GET', path: '/quality/moves/:moveId', permission: 'quality.see', handle: showMove(sources) },
    { method: 'POST', path: '/quality/moves/:moveId', permission: 'move.decide', handle: decide(sources) },
    {
      method: 'POST',
      path: '/quality/moves/:moveId/taking-back',
      permission: 'move.decide',
      handle: takeBack(sources),
    },
    {
      method: 'GET',
      path: '/quality/duplicates/:duplicateId',
      permission: 'quality.see',
      handle: showDuplicate(parts),
    },
    {
      method: 'POST',
      path: '/quality/duplicates/:duplicateId/merging',
      permission: 'people.merge',
      handle: merge(parts),
    },
    {
      method: 'POST',
      path: '/quality/duplicates/:duplicateId/telling-apart',
      permission: 'people.merge',
      handle: apart(parts),
    },
    {
      method: 'GET',
      path: '/quality/decided-duplicates',
      permission: 'people.merge',
      handle: (ask) => showDecided(ask),
    },
    {
      method: 'POST',
      path: '/quality/mergings/:mergingId/undoing',
      permission: 'people.merge',
      handle: unmerge,
    },
    {
      method: 'POST',
      path: '/quality/tellings-apart/:apartId/taking-back',
      permission: 'people.merge',
      handle: takeBackApart,
    },
    { method: 'GET', path: '/quality/trust', permission: 'import.run', handle: showTrust },
    { method: 'POST', path: '/quality/trust', permission: 'import.run', handle: settleTrust },
  ];
}
