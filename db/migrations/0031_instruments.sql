-- Questionnaires, audits and forms: what was given out, who was asked, and what was answered.

create schema instruments;

-- One version of an instrument as it was given out. What was answered points at it, so it never changes: it can only be retired.
create table instruments.definition (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null,
  -- From the library that comes with Waymark, or made here.
  origin text not null,
  body jsonb not null,
  sha256 text not null,
  account_id uuid,
  author text not null,
  published_at timestamptz not null default now(),
  retired_at timestamptz,
  constraint definition_pkey primary key (tenant_id, id),
  constraint definition_version unique (tenant_id, name, version),
  constraint definition_origin check (origin in ('library', 'local'))
);

-- Asking many: what, whom, from when until when. Anonymous answers come by one link for all.
create table instruments.campaign (
  tenant_id uuid not null,
  id uuid not null,
  definition_id uuid not null,
  setting_id uuid,
  title text not null,
  -- Whom it asks, in words, and as what they answer.
  asks text not null,
  respondent text not null,
  is_anonymous boolean not null,
  token_sha256 text,
  -- How many were meant, for what is anonymous.
  meant integer,
  opens_on date not null,
  closes_on date not null,
  -- Whoever hears at once of answers that ask for an adult.
  told_id uuid,
  account_id uuid,
  author text not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint campaign_pkey primary key (tenant_id, id),
  constraint campaign_definition foreign key (tenant_id, definition_id) references instruments.definition (tenant_id, id),
  constraint campaign_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint campaign_told foreign key (tenant_id, told_id) references identity.account (tenant_id, id),
  constraint campaign_token unique (tenant_id, token_sha256),
  constraint campaign_respondent check (respondent in ('young_person', 'family', 'staff', 'partner')),
  constraint campaign_days check (closes_on >= opens_on),
  constraint campaign_anonymous check (is_anonymous = (token_sha256 is not null)),
  constraint campaign_title check (length(title) between 1 and 200)
);
create index campaign_definition on instruments.campaign (tenant_id, definition_id);

-- Somebody who is asked: by sign-in, or by a link of their own, of which only the hash is kept.
create table instruments.invitation (
  tenant_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  -- As in the campaign: whoever is asked reaches nothing but themselves.
  definition_id uuid not null,
  title text not null,
  respondent text not null,
  opens_on date not null,
  closes_on date not null,
  told_id uuid,
  token_sha256 text,
  invited_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint invitation_pkey primary key (tenant_id, id),
  constraint invitation_campaign foreign key (tenant_id, campaign_id) references instruments.campaign (tenant_id, id),
  constraint invitation_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint invitation_definition foreign key (tenant_id, definition_id) references instruments.definition (tenant_id, id),
  constraint invitation_token unique (tenant_id, token_sha256)
);
create index invitation_campaign on instruments.invitation (tenant_id, campaign_id);
create index invitation_person on instruments.invitation (tenant_id, person_id);

-- One time of answering: by a young person, by an adult about them, or about a setting.
create table instruments.response (
  tenant_id uuid not null,
  id uuid not null,
  definition_id uuid not null,
  campaign_id uuid,
  invitation_id uuid,
  person_id uuid,
  setting_id uuid,
  respondent text not null,
  -- Who answers, where they have an account; the name of an adult who does. A young person's own is that of their record.
  account_id uuid,
  author text,
  -- An adult who sat beside them.
  helped_by text,
  revision integer not null default 0,
  started_at timestamptz not null default now(),
  on_date date not null,
  ended_at timestamptz,
  -- Sent, or would rather not.
  outcome text,
  constraint response_pkey primary key (tenant_id, id),
  constraint response_definition foreign key (tenant_id, definition_id) references instruments.definition (tenant_id, id),
  constraint response_campaign foreign key (tenant_id, campaign_id) references instruments.campaign (tenant_id, id),
  constraint response_invitation foreign key (tenant_id, invitation_id) references instruments.invitation (tenant_id, id),
  constraint response_invited_once unique (tenant_id, invitation_id),
  constraint response_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint response_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint response_respondent check (respondent in ('young_person', 'family', 'staff', 'partner')),
  constraint response_outcome check ((outcome is null) = (ended_at is null) and outcome in ('answered', 'declined')),
  constraint response_about check (person_id is not null or setting_id is not null)
);
create index response_person on instruments.response (tenant_id, person_id);
create index response_campaign on instruments.response (tenant_id, campaign_id);
create index response_setting on instruments.response (tenant_id, setting_id) where person_id is null;

-- An answer as it was given at one revision of its response; the latest is in force, those before it stay.
create table instruments.answer (
  tenant_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  person_id uuid,
  setting_id uuid,
  revision integer not null,
  item text not null,
  -- { is: … }, { declined: true }, or null where an answer was taken back.
  given jsonb,
  given_at timestamptz not null default now(),
  constraint answer_pkey primary key (tenant_id, id),
  constraint answer_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint answer_response foreign key (tenant_id, response_id) references instruments.response (tenant_id, id),
  constraint answer_once unique (tenant_id, response_id, item, revision)
);
create index answer_person on instruments.answer (tenant_id, person_id);

-- An answer that asks for an adult, and who saw to it.
create table instruments.call (
  tenant_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  item text not null,
  told_id uuid,
  called_at timestamptz not null default now(),
  seen_by uuid,
  seer text,
  seen_at timestamptz,
  done text,
  constraint call_pkey primary key (tenant_id, id),
  constraint call_response foreign key (tenant_id, response_id) references instruments.response (tenant_id, id),
  constraint call_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint call_once unique (tenant_id, response_id, item),
  constraint call_seen check ((seen_at is null) = (done is null) and (seen_at is null) = (seer is null))
);
create index call_person on instruments.call (tenant_id, person_id);

-- What a young person's own answers say about a domain, once they are sent.
create table instruments.own_mark (
  tenant_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  person_id uuid not null,
  setting_id uuid,
  domain text not null,
  mark smallint not null,
  title text not null,
  on_date date not null,
  constraint own_mark_pkey primary key (tenant_id, id),
  constraint own_mark_response foreign key (tenant_id, response_id) references instruments.response (tenant_id, id),
  constraint own_mark_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint own_mark_once unique (tenant_id, response_id, domain),
  constraint own_mark_domain check (domain in ('personal', 'family', 'social', 'institutional', 'structural')),
  constraint own_mark_mark check (mark between 0 and 2)
);
create index own_mark_person on instruments.own_mark (tenant_id, person_id);

-- Words in a text that a setting wants an adult to read today.
create table instruments.worry (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid,
  phrase text not null,
  account_id uuid,
  author text not null,
  added_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint worry_pkey primary key (tenant_id, id),
  constraint worry_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint worry_phrase check (length(phrase) between 2 and 100)
);

-- Anonymous answers while somebody is still answering: found by what their browser holds, and by nothing else. Nobody reads them.
create table instruments.loose_sheet (
  tenant_id uuid not null,
  -- Random: another kind of id would hold the moment.
  id uuid not null,
  campaign_id uuid not null,
  token_sha256 text not null,
  answers jsonb not null,
  revision integer not null default 0,
  -- The day only.
  on_date date not null,
  is_sent boolean not null default false,
  constraint loose_sheet_pkey primary key (tenant_id, id),
  constraint loose_sheet_campaign foreign key (tenant_id, campaign_id) references instruments.campaign (tenant_id, id),
  constraint loose_sheet_token unique (tenant_id, token_sha256)
);
create index loose_sheet_campaign on instruments.loose_sheet (tenant_id, campaign_id);

-- Anonymous answers that were sent: moved here many at once and in no order, under an id that is on nothing else.
create table instruments.sheet (
  tenant_id uuid not null,
  id uuid not null,
  campaign_id uuid not null,
  setting_id uuid,
  answers jsonb not null,
  on_date date not null,
  constraint sheet_pkey primary key (tenant_id, id),
  constraint sheet_campaign foreign key (tenant_id, campaign_id) references instruments.campaign (tenant_id, id)
);
create index sheet_campaign on instruments.sheet (tenant_id, campaign_id);
