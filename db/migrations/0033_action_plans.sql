-- What a setting means to do about itself: an action, often out of an audit. What was agreed stays as it was; what becomes of it is in its reviews.
create table instruments.action (
  tenant_id uuid not null,
  id uuid not null,
  setting_id uuid not null,
  -- The audit it came out of, and the item.
  response_id uuid,
  item text,
  area text not null,
  purpose text not null,
  does text not null,
  lead text not null,
  starts_on date not null,
  due_on date not null,
  milestones text,
  -- How one will see that it worked.
  outcome text not null,
  account_id uuid,
  author text not null,
  made_at timestamptz not null default now(),
  constraint action_pkey primary key (tenant_id, id),
  constraint action_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint action_response foreign key (tenant_id, response_id) references instruments.response (tenant_id, id),
  constraint action_days check (due_on >= starts_on),
  constraint action_item check ((response_id is null) = (item is null))
);
create index action_setting on instruments.action (tenant_id, setting_id);
create index action_response on instruments.action (tenant_id, response_id);

-- A dated look at an action: whether it works, what to do now, and until when. The latest says how it stands.
create table instruments.action_review (
  tenant_id uuid not null,
  id uuid not null,
  action_id uuid not null,
  setting_id uuid not null,
  on_date date not null,
  state text not null,
  says text not null,
  next text,
  due_on date,
  account_id uuid,
  author text not null,
  reviewed_at timestamptz not null default now(),
  constraint action_review_pkey primary key (tenant_id, id),
  constraint action_review_action foreign key (tenant_id, action_id) references instruments.action (tenant_id, id),
  constraint action_review_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint action_review_state check (state in ('working', 'not_yet', 'done', 'stopped')),
  constraint action_review_due check ((due_on is null) = (state in ('done', 'stopped')))
);
create index action_review_action on instruments.action_review (tenant_id, action_id);
create index action_review_setting on instruments.action_review (tenant_id, setting_id);
