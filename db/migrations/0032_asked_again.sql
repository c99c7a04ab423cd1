-- Whoever comes to a setting or year that is being asked is asked as well: the year, and the day up to which the roll was followed; null does not follow.
alter table instruments.campaign add column nc_year smallint, add column followed_on date,
  -- When it was added to what everybody came to, once it was over.
  add column compared_on date;

-- Who hears of it when somebody asks for an adult, by name: said before the first question.
alter table instruments.invitation add column told text;
update instruments.invitation as invitation set told = campaign.author
  from instruments.campaign as campaign
  where campaign.tenant_id = invitation.tenant_id and campaign.id = invitation.campaign_id;

-- What everybody in the organisation who was asked the same in one academic year came to on a scale: of three settings or more, each with ten
-- answers or more.
create table instruments.comparison (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null,
  respondent text not null,
  academic_year smallint not null,
  scale text not null,
  settings integer not null,
  people integer not null,
  mean numeric not null,
  on_date date not null,
  constraint comparison_pkey primary key (tenant_id, id),
  constraint comparison_once unique (tenant_id, name, version, respondent, academic_year, scale),
  constraint comparison_settings check (settings >= 3),
  constraint comparison_people check (people >= 30 and people % 5 = 0)
);
