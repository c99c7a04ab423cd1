-- Calendars are edited. Whose a half term or a closure is now stands in the row itself, so that row security can hold
-- somebody at a setting to that setting's calendar; and every change is kept with what was there before it.

alter table people.calendar
  add constraint calendar_of_setting unique (tenant_id, id, setting_id);

alter table people.half_term add column setting_id uuid;
update people.half_term set setting_id = calendar.setting_id
from people.calendar
where calendar.tenant_id = half_term.tenant_id and calendar.id = half_term.calendar_id and calendar.setting_id is not null;
-- Where a setting is named it is that of the calendar: a row of one's own cannot be put in somebody else's calendar.
alter table people.half_term
  add constraint half_term_of_setting foreign key (tenant_id, calendar_id, setting_id)
    references people.calendar (tenant_id, id, setting_id);

alter table people.closure add column setting_id uuid;
update people.closure set setting_id = calendar.setting_id
from people.calendar
where calendar.tenant_id = closure.tenant_id and calendar.id = closure.calendar_id and calendar.setting_id is not null;
alter table people.closure
  add constraint closure_of_setting foreign key (tenant_id, calendar_id, setting_id)
    references people.calendar (tenant_id, id, setting_id);

-- The calendar may be gone by now, because its setting went back to the organisation's; what was done stays.
create table people.calendar_change (
  tenant_id uuid not null,
  id uuid not null,
  calendar_id uuid not null,
  setting_id uuid,
  academic_year smallint not null,
  account_id uuid,
  author text not null,
  changed_at timestamptz not null default now(),
  before jsonb,
  after jsonb,
  constraint calendar_change_pkey primary key (tenant_id, id),
  constraint calendar_change_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint calendar_change_says check (before is not null or after is not null)
);
create index calendar_change_year on people.calendar_change (tenant_id, setting_id, academic_year, id);
