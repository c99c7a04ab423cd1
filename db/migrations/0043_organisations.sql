-- Agencies and employers whose people work with the organisation that runs this. A role given for one of them holds for as long as it works with
-- us and there is an agreement to share with it. Whoever sits on a panel sits there for one of them, or for the organisation itself.

create table access.organisation (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  -- Which agreement it is, and where it is kept; nothing for those that were only a word beside a seat until now.
  agreement text,
  -- The last day of the agreement, where it has one.
  agreed_until date,
  made_at timestamptz not null default now(),
  made_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  constraint organisation_pkey primary key (tenant_id, id),
  constraint organisation_tenant foreign key (tenant_id) references identity.tenant (tenant_id),
  constraint organisation_kind check (kind in ('health', 'camhs', 'police', 'youth_justice', 'early_help', 'social_care', 'education', 'housing', 'voluntary', 'employer')),
  constraint organisation_name check (name = btrim(name) and name <> ''),
  constraint organisation_agreement check (agreement = btrim(agreement) and agreement <> '')
);
create unique index organisation_name_once on access.organisation (tenant_id, lower(name)) where ended_at is null;

-- Until now a seat said for which kind of agency. Whoever sat there for education was one of ours.
insert into access.organisation (tenant_id, id, name, kind)
select each.tenant_id, gen_random_uuid(), case each.agency
    when 'health' then 'Health' when 'camhs' then 'Mental health service for young people' when 'police' then 'Police'
    when 'youth_justice' then 'Youth justice' when 'early_help' then 'Early help' when 'social_care' then 'Social care'
    when 'housing' then 'Housing' else 'Voluntary organisation' end, each.agency
from (select distinct seat.tenant_id, seat.agency from meetings.seat seat where seat.agency <> 'education') each;

alter table access.role_grant
  add column organisation_id uuid,
  add constraint role_grant_organisation foreign key (tenant_id, organisation_id) references access.organisation (tenant_id, id);
drop index access.role_grant_once;
create unique index role_grant_once on access.role_grant (tenant_id, account_id, role, setting_id, cluster_id, organisation_id)
  nulls not distinct where ended_at is null;
create index role_grant_organisation on access.role_grant (tenant_id, organisation_id) where organisation_id is not null;

alter table meetings.seat
  add column organisation_id uuid,
  add constraint seat_organisation foreign key (tenant_id, organisation_id) references access.organisation (tenant_id, id);

-- Whoever has seats for several kinds of agency has them all for the first: one role is for one organisation.
with first as (
  select distinct on (seat.tenant_id, seat.account_id) seat.tenant_id, seat.account_id, organisation.id
  from meetings.seat seat
  left join access.organisation organisation on organisation.tenant_id = seat.tenant_id and organisation.kind = seat.agency
  order by seat.tenant_id, seat.account_id, seat.ended_at is not null, seat.given_at, seat.id
), sat as (
  update meetings.seat seat set organisation_id = first.id from first
  where seat.tenant_id = first.tenant_id and seat.account_id = first.account_id
)
update access.role_grant role_grant set organisation_id = first.id from first
where role_grant.tenant_id = first.tenant_id and role_grant.account_id = first.account_id and role_grant.role = 'panel_member';

alter table meetings.seat drop column agency;
