import type { KeptTable } from '#web';

/** What meetings keep about young people, as it is read out and erased: what hangs on a referral goes before it. */
export const meetingsKept: readonly KeptTable[] = [
  {
    table: 'meetings.document',
    by: ['person_id'],
    label: 'merge.tables.documents',
    dataClass: 'sensitive',
    mayNameOthers: ['content'],
  },
  {
    table: 'meetings.referral',
    by: ['person_id'],
    label: 'merge.tables.referrals',
    dataClass: 'sensitive',
    mayNameOthers: ['said', 'untold_reason', 'author', 'closer', 'decision'],
    also: `(select panel.name from meetings.panel as panel
      where panel.tenant_id = kept.tenant_id and panel.id = kept.panel_id) as panel`,
  },
];
