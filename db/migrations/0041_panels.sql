-- Panels on which several agencies sit, who sits on them, and what was put before them about young people: the words of a referral as they stood, so
-- that whoever sits there reads these and nothing else.

create schema meetings;

create table meetings.panel (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  about text not null,
  made_by uuid,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid,
  constraint panel_pkey primary key (tenant_id, id),
  constraint panel_tenant foreign key (tenant_id) references identity.tenant (tenant_id),
  constraint panel_name check (name = btrim(name) and name <> '')
);
create unique index panel_name_once on meetings.panel (tenant_id, lower(name)) where ended_at is null;

create table meetings.seat (
  tenant_id uuid not null,
  id uuid not null,
  panel_id uuid not null,
  account_id uuid not null,
  duty text not null,
  agency text not null,
  given_by uuid,
  given_at timestamptz not null default now(),
  -- The last day, where one is known beforehand.
  ends_on date,
  ended_at timestamptz,
  ended_by uuid,
  constraint seat_pkey primary key (tenant_id, id),
  constraint seat_panel foreign key (tenant_id, panel_id) references meetings.panel (tenant_id, id),
  constraint seat_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint seat_duty check (duty in ('chair', 'minute_taker', 'member')),
  constraint seat_agency check (agency in ('health', 'camhs', 'police', 'youth_justice', 'early_help', 'social_care', 'education', 'housing', 'voluntary'))
);
create unique index seat_once on meetings.seat (tenant_id, panel_id, account_id) where ended_at is null;
create index seat_of_account on meetings.seat (tenant_id, account_id) where ended_at is null;

create table meetings.referral (
  tenant_id uuid not null,
  id uuid not null,
  panel_id uuid not null,
  person_id uuid not null,
  -- Where it was written, and whose staff read it.
  setting_id uuid,
  -- The form it was taken from.
  response_id uuid not null,
  -- Who it is about, and what is said, as it stood when it was put before the panel.
  whom jsonb not null,
  said jsonb not null,
  -- Whether the young person and the family see on their page that the panel reads it; why not, where they do not.
  is_told boolean not null,
  untold_reason text,
  account_id uuid not null,
  author text not null,
  put_at timestamptz not null default now(),
  -- Closed by a decision, or taken back.
  closed_on date,
  closed_at timestamptz,
  closed_by uuid,
  closer text,
  decision text,
  constraint referral_pkey primary key (tenant_id, id),
  constraint referral_panel foreign key (tenant_id, panel_id) references meetings.panel (tenant_id, id),
  constraint referral_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint referral_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint referral_response foreign key (tenant_id, response_id) references instruments.response (tenant_id, id),
  constraint referral_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint referral_told check (is_told = (untold_reason is null)),
  constraint referral_closed check ((closed_on is null) = (closed_at is null) and (closed_on is not null or (closed_by is null and closer is null and decision is null)))
);
create unique index referral_once on meetings.referral (tenant_id, panel_id, response_id) where closed_on is null;
create index referral_of_person on meetings.referral (tenant_id, person_id);
create index referral_on_panel on meetings.referral (tenant_id, panel_id, closed_on);
create index referral_of_response on meetings.referral (tenant_id, response_id);

-- Files that went with it, as they were then.
create table meetings.document (
  tenant_id uuid not null,
  id uuid not null,
  referral_id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  account_id uuid not null,
  name text not null,
  type text not null,
  content bytea not null,
  constraint document_pkey primary key (tenant_id, id),
  constraint document_referral foreign key (tenant_id, referral_id) references meetings.referral (tenant_id, id),
  constraint document_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint document_content check (length(content) between 1 and 5242880),
  constraint document_type check (type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain'))
);
create index document_of_referral on meetings.document (tenant_id, referral_id);
create index document_of_person on meetings.document (tenant_id, person_id);
