/** Questionnaires, audits and forms: what is asked, who answers, and what the answers come to. */

export { checkInstruments } from './library.ts';
