/** What somebody may do, whom they may see, and why. */
export type { Actor, Permission } from '#web';
export { closeAccountOf, endRole, giveOwnRole, grantRole, type RoleGrant } from './actions.ts';
export { actorOf, commandActor, maySee, mayWith, serverActor, whyMaySee } from './actor.ts';
export {
  type Cluster,
  type ClusterId,
  type ClusterKind,
  clusterKinds,
  clusterNamed,
  clustersOf,
  endCluster,
  settleCluster,
} from './clusters.ts';
export { endOrganisation } from './end-organisation.ts';
export { gate } from './gate.ts';
export {
  type Organisation,
  type OrganisationId,
  type OrganisationKind,
  organisationKinds,
  organisationNamed,
  organisationNames,
  organisationsOf,
  SOON_DAYS,
  settleOrganisation,
} from './organisations.ts';
export { checkPermissionTable, permissionTable } from './permission-table.ts';
export {
  hasPlaces,
  isHeldFromOutside,
  isRole,
  type ReachKind,
  type Role,
  roles,
  staffRoles,
} from './permissions.ts';
export { type GivenRole, rolesGiven, type Whose, whoHasOwn } from './queries.ts';
export { type Holder, holdersOf, whoMayAt } from './who-may-at.ts';
export { type MaySee, whoMaySee } from './who-may-see.ts';
export { withinReach } from './working-at.ts';
