/** Questionnaires, audits and forms: what is asked, who answers, and what the answers come to. */

export { publish } from './definitions.ts';
export { checkInstruments, loadInstruments } from './library.ts';
export { filesOf, type KeptFile } from './queries/files.ts';
export {
  type FilledIn,
  filledInAbout,
  type ResponseId,
  type SaidInWords,
  saidInWords,
} from './queries/said-in-words.ts';
export type { Answer, Answers } from './rules/answer.ts';
export type { Instrument } from './rules/index.ts';
export { ownMarksIn } from './rules/score.ts';
export { someAnswers } from './rules/some-answers.ts';
