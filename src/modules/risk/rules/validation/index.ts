export { type CalibrationStep, calibration } from './calibration.ts';
export { type GroupRates, groupRates, shareRatio } from './groups.ts';
export {
  COUNTINGS,
  type Counting,
  countsAsNeet,
  FEWEST_EVENTS,
  FEWEST_IN_GROUP,
  type Outcome,
} from './outcomes.ts';
export { type CountedResult, type Leaver, type ScoreResult, type Validation, validate } from './validate.ts';
