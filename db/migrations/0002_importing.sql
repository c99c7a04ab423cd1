-- What is settled about a source, runs that stopped for a person, and runs that were taken back.

create table sources.source (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  policy text not null default 'replaces',
  -- How much of what stood a run may change or end without a person saying so, in whole per cent.
  stop_share smallint not null default 30,
  -- How often a file is expected; null when nobody has said.
  cadence_days smallint,
  mapping text,
  constraint source_pkey primary key (tenant_id, id),
  constraint source_once unique (tenant_id, name, kind),
  constraint source_policy check (policy in ('adds', 'replaces', 'snapshot')),
  constraint source_stop_share check (stop_share between 0 and 100),
  constraint source_cadence check (cadence_days between 1 and 400)
);

-- A file that did not go in, because it could not be read at all or would have moved too much at once.
create table sources.stop (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  source text not null,
  file_name text not null,
  file_sha256 text,
  account_id uuid,
  at timestamptz not null default now(),
  rule text not null,
  message text not null,
  constraint stop_pkey primary key (tenant_id, id),
  constraint stop_rule check (rule in ('file', 'share'))
);
create index stop_at on sources.stop (tenant_id, at desc);

-- A run that was taken back: what it had added is gone, what it had changed is as it was, save what is kept, by name.
create table sources.undoing (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  account_id uuid,
  at timestamptz not null default now(),
  reason text not null,
  removed integer not null,
  restored integer not null,
  kept jsonb not null,
  constraint undoing_pkey primary key (tenant_id, id),
  constraint undoing_run foreign key (tenant_id, run_id) references sources.run (tenant_id, id)
);
create index undoing_run on sources.undoing (tenant_id, run_id);

alter table sources.run add column policy text not null default 'replaces';
alter table sources.run alter column policy drop default;
create index run_source on sources.run (tenant_id, source, kind, at desc);

-- What is worked out from a young person's record goes with it when the run that brought them is taken back.
alter table risk.profile drop constraint profile_person;
alter table risk.profile add constraint profile_person foreign key (tenant_id, person_id)
  references people.person (tenant_id, id) on delete cascade;
alter table people.name_key drop constraint name_key_person;
alter table people.name_key add constraint name_key_person foreign key (tenant_id, person_id)
  references people.person (tenant_id, id) on delete cascade;

-- A run is found by what it wrote, and a source by what it has said.
create index person_run on people.person (tenant_id, run_id) where run_id is not null;
create index person_source_run on people.person_source (tenant_id, run_id) where run_id is not null;
create index enrolment_run on people.enrolment (tenant_id, run_id) where run_id is not null;
create index measure_run on records.measure (tenant_id, run_id) where run_id is not null;
create index suspension_run on records.suspension (tenant_id, run_id) where run_id is not null;
create index suspension_source on records.suspension (tenant_id, source, person_id);
create index change_later on sources.change (tenant_id, entity_id, id);
drop index sources.change_entity;
