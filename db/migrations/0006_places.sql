-- Places and the adults in them, from files: settings as the national register has them, staff, classes, and the
-- published figures of areas.

-- A setting is known by its URN. Names are not unique in England, and a school and the academy that takes its place may
-- bear the same LAESTAB.
alter table people.setting drop constraint setting_name_once;
alter table people.setting drop constraint setting_laestab_once;
alter table people.setting
  add column phase text,
  add column type text,
  add column type_group text,
  add column status text,
  add column la_code text,
  add column opened_on date,
  add column closed_on date,
  add column town text,
  add column postcode text,
  add column ukprn text,
  -- Set where its facts are those of the national register, which is believed before any other source.
  add column authority text,
  -- Null for one that was added by hand.
  add column source text,
  add column run_id uuid,
  add constraint setting_status check (status in ('proposed', 'open', 'closing', 'closed')),
  add constraint setting_la_code_shape check (la_code ~ '^[0-9]{3}$'),
  add constraint setting_ukprn_shape check (ukprn ~ '^[0-9]{8}$'),
  add constraint setting_authority check (authority in ('gias'));
create unique index setting_name_once on people.setting (tenant_id, name) where urn is null;
create index setting_name on people.setting (tenant_id, name);
create index setting_laestab on people.setting (tenant_id, laestab) where laestab is not null;
create index setting_run on people.setting (tenant_id, run_id) where run_id is not null;

-- Taking a setting back asks whether anything is left that points at it: a role held there, too.
alter table access.role_grant add constraint role_grant_setting foreign key (tenant_id, setting_id)
  references people.setting (tenant_id, id);
create index role_grant_setting on access.role_grant (tenant_id, setting_id) where setting_id is not null;
create index person_source_setting on people.person_source (tenant_id, setting_id);
create index staff_setting on people.staff (tenant_id, setting_id);
create index register_setting on records.register (tenant_id, setting_id);

alter table people.staff alter column job drop not null;
alter table people.staff
  add column email text,
  add column starts_on date,
  add column ends_on date,
  add column source text,
  add column source_key text,
  add column run_id uuid,
  add constraint staff_email_lower check (email = lower(email));
create unique index staff_once on people.staff (tenant_id, source, source_key, setting_id) nulls not distinct
  where source is not null;
create index staff_run on people.staff (tenant_id, run_id) where run_id is not null;

alter table people.class
  add column source text,
  add column run_id uuid;
create index class_run on people.class (tenant_id, run_id) where run_id is not null;

-- Each source says for itself who teaches and who sits in a class, and when that ended.
alter table people.class_teacher drop constraint class_teacher_once;
alter table people.class_teacher
  add column ends_on date,
  add column source text,
  add column run_id uuid,
  add constraint class_teacher_once unique nulls not distinct (tenant_id, staff_id, class_id, source);
create index class_teacher_class on people.class_teacher (tenant_id, class_id);
create index class_teacher_run on people.class_teacher (tenant_id, run_id) where run_id is not null;

alter table people.class_place drop constraint class_place_once;
alter table people.class_place
  add column academic_year smallint,
  add column starts_on date,
  add column ends_on date,
  add column source text,
  add column run_id uuid,
  add constraint class_place_once unique nulls not distinct (tenant_id, class_id, person_id, source);
update people.class_place as place set academic_year = class.academic_year
  from people.class as class where class.tenant_id = place.tenant_id and class.id = place.class_id;
alter table people.class_place alter column academic_year set not null;
create index class_place_run on people.class_place (tenant_id, run_id) where run_id is not null;

alter table people.tutor_group
  -- Which source says who the tutor is.
  add column tutor_source text,
  add column run_id uuid;
create index tutor_group_tutor on people.tutor_group (tenant_id, tutor_id) where tutor_id is not null;
create index tutor_group_run on people.tutor_group (tenant_id, run_id) where run_id is not null;

-- Published figures about areas: nobody in them is a young person of ours.
create table records.comparison (
  tenant_id uuid not null,
  id uuid not null,
  area_code text not null,
  area_name text not null,
  level text not null,
  period smallint not null,
  measure text not null,
  number double precision,
  mark text,
  source text not null,
  run_id uuid,
  constraint comparison_pkey primary key (tenant_id, id),
  constraint comparison_level check (level in ('national', 'regional', 'council')),
  constraint comparison_mark check (mark in ('suppressed', 'not_applicable', 'missing')),
  constraint comparison_number_or_mark check (num_nonnulls(number, mark) = 1),
  constraint comparison_once unique (tenant_id, measure, area_code, period, source)
);
create index comparison_run on records.comparison (tenant_id, run_id) where run_id is not null;
