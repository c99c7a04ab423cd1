/** Who somebody is: organisations, accounts, passwords and sessions. */
export { foundFirstTenant, foundTenant, type NewTenant, requireSecondStep } from './actions/found-tenant.ts';
export { lookAgain } from './actions/look-again.ts';
export {
  changePassword,
  closeAccount,
  endSessions,
  reopenAccount,
  replacePassword,
} from './actions/manage-account.ts';
export { type NewAccount, openAccount } from './actions/open-account.ts';
export { type SignedIn, type SignIn, signIn } from './actions/sign-in.ts';
export { signOut } from './actions/sign-out.ts';
export {
  type CardOf,
  cardsOf,
  endCard,
  type HolderKind,
  makeCard,
  openHolder,
  replaceSecret,
} from './cards/cards.ts';
export { isSecret, newSecret, type PrintedCard } from './cards/codes.ts';
export { providerFrom } from './elsewhere/provider.ts';
export { SessionsList } from './pages/sessions-list.tsx';
export { newPassword, type PasswordHash } from './passwords.ts';
export {
  type AccountName,
  accountNames,
  accountsByEmail,
  accountsById,
  accountsOf,
  addressesOf,
  isSecondStepRequired,
  type ManagedAccount,
  managedAccounts,
  type TenantName,
  tenantsOf,
} from './queries.ts';
export {
  CARD_PAGE,
  isEmail,
  OWN_SECOND_STEP_PAGE,
  PASSWORD_PAGE,
  plainEmail,
  SECOND_STEP_PAGE,
} from './rules.ts';
export { QrCode } from './second-step/qr-code.tsx';
export { removeWays } from './second-step/ways.ts';
export { type OpenSession, openSessions, type Session, sessionOf, withSession } from './sessions.ts';
export { newToken, readToken } from './tokens.ts';
export { workAt, workingAtOf } from './working-at.ts';
