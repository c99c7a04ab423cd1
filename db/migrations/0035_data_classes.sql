-- What is known about health, care, youth justice and family is for fewer roles than the rest. Reasons about it stand by themselves, under a
-- policy of their own; marks, points and the level of help stay where they are.

alter table risk.profile add column is_split boolean not null default false;

-- In the shape of the detail of its profile: what of it is for fewer.
create table risk.sensitive_detail (
  tenant_id uuid not null,
  -- That of its profile.
  id uuid not null,
  person_id uuid not null,
  setting_ids uuid[] not null,
  detail jsonb not null,
  constraint sensitive_detail_pkey primary key (tenant_id, id),
  constraint sensitive_detail_profile foreign key (tenant_id, id) references risk.profile (tenant_id, id) on delete cascade,
  constraint sensitive_detail_person foreign key (tenant_id, person_id) references people.person (tenant_id, id) on delete cascade
);
create index sensitive_detail_person on risk.sensitive_detail (tenant_id, person_id);

alter table risk.staff_mark
  add column is_sensitive boolean not null default false,
  drop constraint staff_mark_reason,
  add constraint staff_mark_reason check (
    case when is_sensitive then reason = '' and factor is null else length(reason) between 1 and 2000 end);

create table risk.sensitive_reason (
  tenant_id uuid not null,
  -- That of its mark.
  id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  account_id uuid not null,
  factor text,
  reason text not null,
  constraint sensitive_reason_pkey primary key (tenant_id, id),
  constraint sensitive_reason_mark foreign key (tenant_id, id) references risk.staff_mark (tenant_id, id) on delete cascade,
  constraint sensitive_reason_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint sensitive_reason_reason check (length(reason) between 1 and 2000)
);
create index sensitive_reason_person on risk.sensitive_reason (tenant_id, person_id);

-- Which reasons are which is for the rules to say, at the next review. Until then all of them are for fewer.
insert into risk.sensitive_detail (tenant_id, id, person_id, setting_ids, detail)
  select tenant_id, id, person_id, setting_ids, detail from risk.profile;
update risk.profile as p set is_split = true, detail = (
  select jsonb_object_agg(domain, said || '{"reasons": [], "unknown": []}') from jsonb_each(p.detail) as each (domain, said));

insert into risk.sensitive_reason (tenant_id, id, person_id, setting_id, account_id, factor, reason)
  select tenant_id, id, person_id, setting_id, account_id, factor, reason from risk.staff_mark
  where domain = 'family' or factor in ('personal.anxiety', 'personal.gender_identity', 'personal.health', 'social.anxiety');
update risk.staff_mark as m set is_sensitive = true, reason = '', factor = null
  from risk.sensitive_reason as s where s.tenant_id = m.tenant_id and s.id = m.id;
