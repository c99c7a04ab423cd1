/** The web server: routes as data, pages around what modules show, forms, sessions and errors. */
export type { Actor, Permission, Seen } from './actor.ts';
export { type Assets, loadAssets } from './assets.ts';
export { chosenIn, listOf, nobodyChosen } from './chosen.ts';
export { DayBoxes } from './day-boxes.tsx';
export { type Fault, faultOf } from './fault.ts';
export { FormPage } from './form-page.tsx';
export {
  FormProblems,
  type FormState,
  newForm,
  readForm,
  SubmissionField,
  submissionOf,
  withForm,
} from './forms.tsx';
export type { PageFrame, Say, WorkingAt } from './frame.ts';
export type { Gate, Guarded, Recognition, Visitor } from './gate.ts';
export { type PackFault, packFaults } from './language-pack.ts';
export { Layout, type LayoutProps, renderPage } from './layout.tsx';
export { localPath } from './local-path.ts';
export { marksInWords, type Tier, tierName } from './marks.ts';
export type {
  CalendarWarning,
  ChosenAction,
  DataClass,
  Expiring,
  FindFound,
  Finding,
  FindPart,
  FirstStep,
  FoundRow,
  KeptRow,
  KeptTable,
  MergePair,
  MergePart,
  MissingPart,
  Module,
  MovedRow,
  OwnAdult,
  OwnPart,
  OwnPerson,
  PersonSection,
  Place,
  QualityAsk,
  QualityCheck,
  QualityPart,
  ReachSource,
  Reader,
  Tended,
  TodayAsk,
  TodayFound,
  TodayPart,
  TodayRow,
  ToldOf,
  ToldPart,
  Unknown,
} from './module.ts';
export { MANY } from './module.ts';
export {
  AGAIN_PAGE,
  type Ask,
  type DemoSignIns,
  type Download,
  download,
  type FilesAsk,
  type Flash,
  type FormPart,
  notFound,
  type PublicAsk,
  page,
  type Reply,
  type Route,
  redirect,
} from './route.ts';
export { buildServer, type ServerParts, startServer } from './server.tsx';
export { withDays } from './with-days.ts';
export { availableLanguages, capital, messagesFrom, number, wordsFor } from './words.ts';
export { addressAt, EVERYWHERE } from './working-at.ts';
export { yearInWords } from './year-group.ts';
