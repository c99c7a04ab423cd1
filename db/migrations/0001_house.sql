-- The first tables of every module. Each table of tenant data has tenant_id first in its key, its foreign keys,
-- its unique constraints and its indexes; row security is switched on and forced for all of them by the migration runner.

create schema audit;
create schema identity;
create schema access;
create schema sources;
create schema people;
create schema records;
create schema risk;

-- audit -------------------------------------------------------------------------------------------------------

create table audit.entry (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  xact xid8 not null default pg_current_xact_id(),
  account_id uuid,
  by text,
  act text not null,
  person_id uuid,
  subject_id uuid,
  why text not null,
  number integer,
  constraint entry_pkey primary key (tenant_id, id)
);
create index entry_person on audit.entry (tenant_id, person_id, at desc) where person_id is not null;

-- identity ----------------------------------------------------------------------------------------------------

create table identity.tenant (
  tenant_id uuid not null,
  name text not null,
  kind text not null,
  made_up boolean not null default false,
  founded_at timestamptz not null default now(),
  constraint tenant_pkey primary key (tenant_id),
  constraint tenant_kind check (kind in ('council', 'trust', 'setting'))
);

create table identity.account (
  tenant_id uuid not null,
  id uuid not null,
  email text not null,
  name text not null,
  job text,
  password_hash text not null,
  opened_at timestamptz not null default now(),
  constraint account_pkey primary key (tenant_id, id),
  constraint account_tenant foreign key (tenant_id) references identity.tenant (tenant_id),
  constraint account_email_lower check (email = lower(email)),
  constraint account_email_once unique (tenant_id, email)
);

create table identity.session (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_sha256 text not null,
  started_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint session_pkey primary key (tenant_id, id),
  constraint session_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint session_token_once unique (tenant_id, token_sha256)
);

create table identity.sign_in_attempt (
  tenant_id uuid not null,
  id uuid not null,
  email_sha256 text not null,
  address text not null,
  succeeded boolean not null,
  at timestamptz not null default now(),
  constraint sign_in_attempt_pkey primary key (tenant_id, id)
);
create index sign_in_attempt_email on identity.sign_in_attempt (tenant_id, email_sha256, at);
create index sign_in_attempt_address on identity.sign_in_attempt (tenant_id, address, at);

-- access ------------------------------------------------------------------------------------------------------

create table access.role_grant (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  setting_id uuid,
  granted_by uuid,
  granted_at timestamptz not null default now(),
  reason text not null,
  constraint role_grant_pkey primary key (tenant_id, id),
  constraint role_grant_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint role_grant_once unique nulls not distinct (tenant_id, account_id, role, setting_id)
);

-- sources -----------------------------------------------------------------------------------------------------

create table sources.run (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  source text not null,
  file_name text not null,
  file_sha256 text not null,
  mapping text not null,
  account_id uuid,
  at timestamptz not null default now(),
  read integer not null,
  added integer not null,
  changed integer not null,
  same integer not null,
  refused integer not null,
  ended integer not null,
  constraint run_pkey primary key (tenant_id, id)
);
create index run_at on sources.run (tenant_id, at desc);

create table sources.refusal (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  line integer not null,
  field text not null,
  rule text not null,
  found text not null,
  message text not null,
  constraint refusal_pkey primary key (tenant_id, id),
  constraint refusal_run foreign key (tenant_id, run_id) references sources.run (tenant_id, id)
);
create index refusal_run on sources.refusal (tenant_id, run_id, line);

create table sources.change (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  entity text not null,
  entity_id uuid not null,
  person_id uuid,
  before jsonb not null,
  after jsonb not null,
  constraint change_pkey primary key (tenant_id, id),
  constraint change_run foreign key (tenant_id, run_id) references sources.run (tenant_id, id)
);
create index change_run on sources.change (tenant_id, run_id);
create index change_entity on sources.change (tenant_id, entity_id);

-- people ------------------------------------------------------------------------------------------------------

create table people.setting (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  urn text,
  laestab text,
  cluster text,
  constraint setting_pkey primary key (tenant_id, id),
  constraint setting_kind check (kind in
    ('primary', 'secondary', 'all_through', 'special', 'independent', 'alternative_provider', 'college', 'other')),
  constraint setting_urn_shape check (urn ~ '^[0-9]{6}$'),
  constraint setting_laestab_shape check (laestab ~ '^[1-9][0-9]{6}$'),
  constraint setting_urn_once unique (tenant_id, urn),
  constraint setting_laestab_once unique (tenant_id, laestab),
  constraint setting_name_once unique (tenant_id, name)
);

create table people.person (
  tenant_id uuid not null,
  id uuid not null,
  setting_ids uuid[] not null default '{}',
  setting_id uuid,
  nc_year smallint,
  given_name text,
  family_name text,
  known_as text,
  date_of_birth date,
  sex text,
  upn text,
  uln text,
  source text not null,
  source_key text not null,
  run_id uuid,
  constraint person_pkey primary key (tenant_id, id),
  constraint person_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint person_upn_once unique (tenant_id, upn),
  constraint person_sex check (sex in ('F', 'M', 'U', 'W')),
  constraint person_nc_year check (nc_year between 0 and 14)
);
create index person_name on people.person
  (tenant_id, family_name collate "und-x-icu", given_name collate "und-x-icu", id);
create index person_year on people.person
  (tenant_id, nc_year, family_name collate "und-x-icu", given_name collate "und-x-icu", id);
create index person_setting on people.person (tenant_id, setting_id, nc_year);

create table people.person_source (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  source text not null,
  source_key text not null,
  run_id uuid,
  constraint person_source_pkey primary key (tenant_id, id),
  constraint person_source_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint person_source_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint person_source_once unique (tenant_id, source, source_key, setting_id)
);
create index person_source_person on people.person_source (tenant_id, person_id);

create table people.name_key (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_ids uuid[] not null,
  key text not null collate "C",
  constraint name_key_pkey primary key (tenant_id, id),
  constraint name_key_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint name_key_once unique (tenant_id, person_id, key)
);
create index name_key_key on people.name_key (tenant_id, key collate "C", person_id);

create table people.house (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid not null,
  name text not null,
  constraint house_pkey primary key (tenant_id, id),
  constraint house_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint house_once unique (tenant_id, setting_id, name)
);

create table people.staff (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid,
  account_id uuid,
  given_name text not null,
  family_name text not null,
  job text not null,
  constraint staff_pkey primary key (tenant_id, id),
  constraint staff_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint staff_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id)
);
create index staff_account on people.staff (tenant_id, account_id) where account_id is not null;

create table people.tutor_group (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid not null,
  academic_year smallint not null,
  name text not null,
  nc_year smallint,
  tutor_id uuid,
  constraint tutor_group_pkey primary key (tenant_id, id),
  constraint tutor_group_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint tutor_group_tutor foreign key (tenant_id, tutor_id) references people.staff (tenant_id, id),
  constraint tutor_group_once unique (tenant_id, setting_id, academic_year, name)
);

create table people.enrolment (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  academic_year smallint not null,
  nc_year smallint,
  status text not null default 'C',
  starts_on date,
  ends_on date,
  tutor_group_id uuid,
  house_id uuid,
  source text not null,
  run_id uuid,
  constraint enrolment_pkey primary key (tenant_id, id),
  constraint enrolment_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint enrolment_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint enrolment_tutor_group foreign key (tenant_id, tutor_group_id) references people.tutor_group (tenant_id, id),
  constraint enrolment_house foreign key (tenant_id, house_id) references people.house (tenant_id, id),
  constraint enrolment_status check (status in ('C', 'M', 'S', 'F', 'O', 'G', 'P')),
  constraint enrolment_dates check (ends_on >= starts_on),
  constraint enrolment_once unique (tenant_id, person_id, setting_id, academic_year)
);
create index enrolment_setting on people.enrolment (tenant_id, setting_id, academic_year);
create index enrolment_tutor_group on people.enrolment (tenant_id, tutor_group_id) where tutor_group_id is not null;

create table people.class (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid not null,
  academic_year smallint not null,
  name text not null,
  subject text,
  constraint class_pkey primary key (tenant_id, id),
  constraint class_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint class_once unique (tenant_id, setting_id, academic_year, name)
);

create table people.class_teacher (
  tenant_id uuid not null,
  id uuid not null,
  class_id uuid not null,
  staff_id uuid not null,
  constraint class_teacher_pkey primary key (tenant_id, id),
  constraint class_teacher_class foreign key (tenant_id, class_id) references people.class (tenant_id, id),
  constraint class_teacher_staff foreign key (tenant_id, staff_id) references people.staff (tenant_id, id),
  constraint class_teacher_once unique (tenant_id, staff_id, class_id)
);

create table people.class_place (
  tenant_id uuid not null,
  id uuid not null,
  class_id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  constraint class_place_pkey primary key (tenant_id, id),
  constraint class_place_class foreign key (tenant_id, class_id) references people.class (tenant_id, id),
  constraint class_place_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint class_place_once unique (tenant_id, class_id, person_id)
);
create index class_place_person on people.class_place (tenant_id, person_id);

create table people.calendar (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid,
  academic_year smallint not null,
  weekdays smallint[] not null,
  constraint calendar_pkey primary key (tenant_id, id),
  constraint calendar_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint calendar_once unique nulls not distinct (tenant_id, setting_id, academic_year)
);

create table people.half_term (
  tenant_id uuid not null,
  id uuid not null,
  calendar_id uuid not null,
  term text not null,
  half smallint not null,
  starts_on date not null,
  ends_on date not null,
  constraint half_term_pkey primary key (tenant_id, id),
  constraint half_term_calendar foreign key (tenant_id, calendar_id) references people.calendar (tenant_id, id),
  constraint half_term_term check (term in ('autumn', 'spring', 'summer')),
  constraint half_term_half check (half in (1, 2)),
  constraint half_term_dates check (ends_on >= starts_on),
  constraint half_term_once unique (tenant_id, calendar_id, term, half)
);

create table people.closure (
  tenant_id uuid not null,
  id uuid not null,
  calendar_id uuid not null,
  on_date date not null,
  kind text not null,
  label text not null,
  constraint closure_pkey primary key (tenant_id, id),
  constraint closure_calendar foreign key (tenant_id, calendar_id) references people.calendar (tenant_id, id),
  constraint closure_kind check (kind in ('inset', 'bank_holiday', 'closure')),
  constraint closure_once unique (tenant_id, calendar_id, on_date)
);

-- records -----------------------------------------------------------------------------------------------------

create table records.register (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  register_year smallint not null,
  marks text not null collate "C",
  possible bit varying(732) not null,
  absent bit varying(732) not null,
  unauthorised bit varying(732) not null,
  late bit varying(732) not null,
  source text not null,
  constraint register_pkey primary key (tenant_id, id),
  constraint register_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint register_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint register_length check (octet_length(marks) = 732),
  constraint register_once unique (tenant_id, person_id, register_year, setting_id)
) with (fillfactor = 50);

create table records.register_change (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  register_id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  from_slot smallint not null,
  before text not null collate "C",
  after text not null collate "C",
  constraint register_change_pkey primary key (tenant_id, id),
  constraint register_change_register foreign key (tenant_id, register_id) references records.register (tenant_id, id),
  constraint register_change_run foreign key (tenant_id, run_id) references sources.run (tenant_id, id)
);
create index register_change_run on records.register_change (tenant_id, run_id);
create index register_change_register on records.register_change (tenant_id, register_id);

create table records.measure_definition (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  label text not null,
  kind text not null,
  unit text,
  categories jsonb,
  constraint measure_definition_pkey primary key (tenant_id, id),
  constraint measure_definition_kind check (kind in ('number', 'yes_no', 'category')),
  constraint measure_definition_once unique (tenant_id, name)
);

create table records.measure (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  definition_id uuid not null,
  on_date date not null,
  source text not null,
  number double precision,
  yes boolean,
  category text,
  run_id uuid,
  constraint measure_pkey primary key (tenant_id, id),
  constraint measure_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint measure_definition foreign key (tenant_id, definition_id) references records.measure_definition (tenant_id, id),
  constraint measure_one_value check (num_nonnulls(number, yes, category) = 1),
  constraint measure_once unique (tenant_id, person_id, definition_id, on_date, source)
);

create table records.need (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  provision text not null,
  primary_need text,
  starts_on date not null,
  ends_on date,
  source text not null,
  run_id uuid,
  constraint need_pkey primary key (tenant_id, id),
  constraint need_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint need_provision check (provision in ('N', 'K', 'E')),
  constraint need_dates check (ends_on >= starts_on)
);
create index need_person on records.need (tenant_id, person_id);

create table records.circumstance (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  kind text not null,
  present boolean not null,
  starts_on date not null,
  ends_on date,
  source text not null,
  run_id uuid,
  constraint circumstance_pkey primary key (tenant_id, id),
  constraint circumstance_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint circumstance_dates check (ends_on >= starts_on)
);
create index circumstance_person on records.circumstance (tenant_id, person_id);

create table records.suspension (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  kind text not null,
  starts_on date not null,
  sessions smallint,
  reason text,
  source text not null,
  run_id uuid,
  constraint suspension_pkey primary key (tenant_id, id),
  constraint suspension_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint suspension_kind check (kind in ('suspension', 'permanent_exclusion', 'lunchtime')),
  constraint suspension_sessions check (sessions >= 0)
);
create index suspension_person on records.suspension (tenant_id, person_id);

create table records.coverage (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid not null,
  record text not null,
  covers_from date not null,
  covers_to date not null,
  source text not null,
  constraint coverage_pkey primary key (tenant_id, id),
  constraint coverage_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint coverage_dates check (covers_to >= covers_from),
  constraint coverage_once unique (tenant_id, setting_id, record, source, covers_from)
);

create table records.note (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  account_id uuid not null,
  author text not null,
  on_date date not null,
  written_at timestamptz not null default now(),
  body text not null,
  constraint note_pkey primary key (tenant_id, id),
  constraint note_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint note_body check (length(body) between 1 and 10000)
);
create index note_person on records.note (tenant_id, person_id, on_date desc);

-- risk --------------------------------------------------------------------------------------------------------

create table risk.rule_set (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  version text not null,
  sha256 text not null,
  definition jsonb not null,
  published_at timestamptz not null default now(),
  constraint rule_set_pkey primary key (tenant_id, id),
  constraint rule_set_once unique (tenant_id, name, version, sha256)
);

create table risk.rule_set_choice (
  tenant_id uuid not null,
  id uuid not null,
  rule_set_id uuid not null,
  account_id uuid,
  at timestamptz not null default now(),
  reason text not null,
  constraint rule_set_choice_pkey primary key (tenant_id, id),
  constraint rule_set_choice_rule_set foreign key (tenant_id, rule_set_id) references risk.rule_set (tenant_id, id)
);
create index rule_set_choice_at on risk.rule_set_choice (tenant_id, at desc, id desc);

create table risk.profile (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  rule_set_id uuid not null,
  as_of date not null,
  is_current boolean not null,
  tier text not null,
  points smallint not null,
  lowest smallint not null,
  highest smallint not null,
  personal smallint,
  family smallint,
  social smallint,
  institutional smallint,
  structural smallint,
  detail jsonb not null,
  constraint profile_pkey primary key (tenant_id, id),
  constraint profile_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint profile_rule_set foreign key (tenant_id, rule_set_id) references risk.rule_set (tenant_id, id),
  constraint profile_tier check (tier in ('universal', 'targeted', 'intensive', 'specialist')),
  constraint profile_interval check (lowest <= points and points <= highest)
);
create unique index profile_current on risk.profile (tenant_id, rule_set_id, person_id) where is_current;
create index profile_points on risk.profile (tenant_id, rule_set_id, points desc, person_id) where is_current;
create index profile_setting on risk.profile (tenant_id, rule_set_id, setting_id, points desc, person_id) where is_current;
create index profile_person on risk.profile (tenant_id, person_id, as_of desc);
