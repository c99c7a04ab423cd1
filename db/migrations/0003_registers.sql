-- Which run made a register, changes that were taken back, and termly counts, which have no dates.

alter table records.register add column run_id uuid;

alter table records.register_change add column undone boolean not null default false;

create table records.register_count (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  register_year smallint not null,
  term text not null,
  counts jsonb not null,
  possible smallint not null,
  absent smallint not null,
  unauthorised smallint not null,
  late smallint,
  source text not null,
  run_id uuid not null,
  constraint register_count_pkey primary key (tenant_id, id),
  constraint register_count_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint register_count_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint register_count_run foreign key (tenant_id, run_id) references sources.run (tenant_id, id),
  constraint register_count_term check (term in ('autumn', 'spring', 'summer')),
  constraint register_count_sums check (unauthorised >= 0 and absent >= unauthorised and possible >= absent),
  constraint register_count_late check (late between 0 and possible),
  constraint register_count_once unique (tenant_id, person_id, register_year, term, setting_id, source, run_id)
);
create index register_count_run on records.register_count (tenant_id, run_id);
