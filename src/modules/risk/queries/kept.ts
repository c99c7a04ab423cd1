import type { KeptRow, KeptTable } from '#web';
import { readDetail } from './profile.ts';

/** What risk keeps about young people, as it is read out and erased. */
export const riskKept: readonly KeptTable[] = [
  {
    table: 'risk.decision',
    by: ['person_id'],
    label: 'merge.tables.decisions',
    dataClass: 'sensitive',
    mayNameOthers: ['reason'],
  },
  {
    table: 'risk.staff_mark',
    by: ['person_id'],
    label: 'merge.tables.marks',
    dataClass: 'sensitive',
    mayNameOthers: ['reason'],
  },
  {
    table: 'risk.sensitive_reason',
    by: ['person_id'],
    label: 'kept.sensitive-reasons',
    dataClass: 'sensitive',
    mayNameOthers: ['reason'],
  },
  {
    table: 'risk.sensitive_detail',
    by: ['person_id'],
    label: 'kept.sensitive-detail',
    dataClass: 'sensitive',
    also: `(select profile.as_of from risk.profile as profile
      where profile.tenant_id = kept.tenant_id and profile.id = kept.id) as as_of`,
    plain: ({ detail, ...rest }) => ({ ...rest, ...plainDetail(detail) }),
  },
  {
    table: 'risk.profile',
    by: ['person_id'],
    label: 'merge.tables.profiles',
    dataClass: 'sensitive',
    also: `(select rules.name from risk.rule_set as rules
      where rules.tenant_id = kept.tenant_id and rules.id = kept.rule_set_id) as rules`,
    plain: plainProfile,
  },
];

/** Each reason and each thing not known by itself, as the page shows them; without the hash by which two reviews are compared. */
function plainProfile({ detail, verdict, ...rest }: KeptRow): KeptRow {
  return { ...rest, ...plainDetail(detail) };
}

function plainDetail(detail: unknown) {
  const domains = Object.entries(readDetail(detail, null));
  return {
    reasons: domains.flatMap(([domain, { reasons }]) =>
      reasons.map(({ says, value, threshold, points, date, source }) => ({
        domain,
        says,
        value,
        threshold,
        points,
        date,
        source,
      })),
    ),
    not_known: domains.flatMap(([domain, { unknown }]) => unknown.map(({ says }) => ({ domain, says }))),
  };
}
