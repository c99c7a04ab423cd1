/** Rules about people: identifiers and the school calendar. */

export * from './calendar/index.ts';
export { type CheckedUln, checkUln } from './uln.ts';
export { type CheckedUpn, checkLetter, checkUpn, type UpnFault } from './upn.ts';
export { type CheckedUrn, checkUrn } from './urn.ts';
