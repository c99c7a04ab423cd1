/** Who did what, when and why: rows that are added in the transaction of the act and never change. */
export { type Act, type Doer, record, recording } from './actions.ts';
export { addHead, readHeads } from './heads.ts';
export {
  type ActsOfDay,
  actsAbout,
  countActsAbout,
  type LookedAt,
  type LookingOf,
  lookedAtBy,
  lookingByAccount,
  type RecentAct,
  recentActs,
} from './queries.ts';
export { type ChainHead, headOf, sealEntries } from './seal-entries.ts';
export { type ChainFault, type ChainFindings, verifyChain } from './verify-chain.ts';
