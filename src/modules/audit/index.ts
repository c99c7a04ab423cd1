/** Who did what, when and why: rows that are added in the transaction of the act and never change. */
export { type Act, type Doer, record } from './actions.ts';
export { type ActsOfDay, actsAbout, countActsAbout } from './queries.ts';
