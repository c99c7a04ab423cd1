-- Clusters: settings that work together, in an area or in a trust. A role given for a cluster is a role at each of its settings, for as long as
-- they belong to it. Who put them there, and until when, stays on record.

create table access.cluster (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  made_at timestamptz not null default now(),
  made_by uuid,
  ended_at timestamptz,
  ended_by uuid,
  constraint cluster_pkey primary key (tenant_id, id),
  constraint cluster_kind check (kind in ('area', 'trust')),
  constraint cluster_name check (name = btrim(name) and name <> '')
);
create unique index cluster_name_once on access.cluster (tenant_id, lower(name)) where ended_at is null;

create table access.cluster_setting (
  tenant_id uuid not null,
  id uuid not null,
  cluster_id uuid not null,
  setting_id uuid not null,
  joined_at timestamptz not null default now(),
  joined_by uuid,
  left_at timestamptz,
  left_by uuid,
  constraint cluster_setting_pkey primary key (tenant_id, id),
  constraint cluster_setting_cluster foreign key (tenant_id, cluster_id) references access.cluster (tenant_id, id),
  constraint cluster_setting_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id)
);
create unique index cluster_setting_once on access.cluster_setting (tenant_id, cluster_id, setting_id) where left_at is null;
create index cluster_setting_setting on access.cluster_setting (tenant_id, setting_id);

-- Until now a cluster was a word beside the name of a setting, and nothing came of it.
insert into access.cluster (tenant_id, id, name, kind)
select each.tenant_id, gen_random_uuid(), each.name, 'area'
from (select distinct on (s.tenant_id, lower(btrim(s.cluster))) s.tenant_id, btrim(s.cluster) as name from people.setting s
  where btrim(s.cluster) <> '' order by s.tenant_id, lower(btrim(s.cluster)), s.cluster) each;
insert into access.cluster_setting (tenant_id, id, cluster_id, setting_id)
select s.tenant_id, gen_random_uuid(), c.id, s.id from people.setting s
join access.cluster c on c.tenant_id = s.tenant_id and lower(c.name) = lower(btrim(s.cluster));
alter table people.setting drop column cluster;

alter table access.role_grant
  add column cluster_id uuid,
  add constraint role_grant_cluster foreign key (tenant_id, cluster_id) references access.cluster (tenant_id, id),
  add constraint role_grant_where check (setting_id is null or cluster_id is null);
drop index access.role_grant_once;
create unique index role_grant_once on access.role_grant (tenant_id, account_id, role, setting_id, cluster_id)
  nulls not distinct where ended_at is null;
create index role_grant_cluster on access.role_grant (tenant_id, cluster_id) where cluster_id is not null;
