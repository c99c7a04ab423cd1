-- Leaving and moving: who says that an enrolment ended, where somebody is now, and how far each source is believed.

-- How far a source is believed where two say different things: 1 least, 9 most; the same for all until somebody says.
alter table sources.source add column trust smallint not null default 5;
alter table sources.source add constraint source_trust check (trust between 1 and 9);

-- The day on which a source first said it; which source said that it ended, null where nobody has or a person decided;
-- and a source that goes on saying otherwise and is not believed.
alter table people.enrolment add column said_on date;
alter table people.enrolment add column ended_source text;
alter table people.enrolment add column disputed_by text;
update people.enrolment set ended_source = source where ends_on is not null or status = 'P';
create index enrolment_open on people.enrolment (tenant_id, source, setting_id) where ends_on is null;

-- The day somebody was last at any setting; null while they are at one, and where nothing is known.
alter table people.person add column left_on date;

-- Where somebody is beside their main setting. Lists and policies go by it: one row each, so that it is found by index.
create table people.second_setting (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  setting_id uuid not null,
  constraint second_setting_pkey primary key (tenant_id, id),
  constraint second_setting_person foreign key (tenant_id, person_id)
    references people.person (tenant_id, id) on delete cascade,
  constraint second_setting_setting foreign key (tenant_id, setting_id) references people.setting (tenant_id, id),
  constraint second_setting_once unique (tenant_id, person_id, setting_id)
);
create index second_setting_setting on people.second_setting (tenant_id, setting_id, person_id);

-- Until now a setting stayed for ever. Whoever has an end at a setting, and nothing newer there, is no longer at it.
with newest as (
  select distinct on (tenant_id, person_id, setting_id) tenant_id, person_id, setting_id,
         status <> 'P' and ends_on is null as is_open
  from people.enrolment order by tenant_id, person_id, setting_id, academic_year desc),
present as (
  select p.tenant_id, p.id as person_id, p.setting_id as main,
         coalesce(array_agg(n.setting_id order by n.setting_id) filter (where n.is_open), '{}') as open
  from people.person p join newest n on n.tenant_id = p.tenant_id and n.person_id = p.id
  group by p.tenant_id, p.id, p.setting_id)
update people.person as p
set setting_id = case when present.main = any(present.open) then present.main else present.open[1] end,
    setting_ids = case when present.main = any(present.open)
      then array[present.main] || array_remove(present.open, present.main) else present.open end
from present where p.tenant_id = present.tenant_id and p.id = present.person_id;
update people.person as p
set left_on = (select max(e.ends_on) from people.enrolment e where e.tenant_id = p.tenant_id and e.person_id = p.id)
where p.setting_ids = '{}';
update people.name_key as k set setting_ids = p.setting_ids
from people.person p where p.tenant_id = k.tenant_id and p.id = k.person_id and k.setting_ids <> p.setting_ids;
insert into people.second_setting (tenant_id, id, person_id, setting_id)
select p.tenant_id, gen_random_uuid(), p.id, each from people.person p, unnest(p.setting_ids) as each
where each is distinct from p.setting_id;

-- A profile is seen by every setting that somebody is at when it is kept.
alter table risk.profile add column setting_ids uuid[] not null default '{}';
update risk.profile as r
set setting_ids = case when r.is_current then p.setting_ids when r.setting_id is null then '{}' else array[r.setting_id] end
from people.person p where p.tenant_id = r.tenant_id and p.id = r.person_id;
alter table risk.profile alter column setting_ids drop default;

-- Moves that files suggest and nobody has decided: another setting has them too, and not as a second registration.
create table people.move (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  from_setting_id uuid not null,
  to_setting_id uuid not null,
  -- Both: either setting sees that the other has them.
  setting_ids uuid[] not null,
  -- When they seem to have moved; null where no file gave a day.
  on_date date,
  from_source text not null,
  source text not null,
  is_open boolean not null,
  constraint move_pkey primary key (tenant_id, id),
  constraint move_person foreign key (tenant_id, person_id) references people.person (tenant_id, id) on delete cascade,
  constraint move_from foreign key (tenant_id, from_setting_id) references people.setting (tenant_id, id),
  constraint move_to foreign key (tenant_id, to_setting_id) references people.setting (tenant_id, id)
);
create unique index move_open on people.move (tenant_id, person_id, from_setting_id, to_setting_id) where is_open;
create index move_person on people.move (tenant_id, person_id);

-- What somebody decided about one, newest last; a decision taken back is a row as well.
create table people.move_decision (
  tenant_id uuid not null,
  id uuid not null,
  move_id uuid not null,
  person_id uuid not null,
  setting_ids uuid[] not null,
  decision text not null,
  reason text not null,
  account_id uuid,
  -- The name of whoever decided stays on it when they have left.
  by text not null,
  at timestamptz not null default now(),
  -- The enrolment that was ended, as it was and as it became.
  enrolment_id uuid,
  before jsonb,
  after jsonb,
  constraint move_decision_pkey primary key (tenant_id, id),
  constraint move_decision_move foreign key (tenant_id, move_id) references people.move (tenant_id, id),
  constraint move_decision_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint move_decision_decision check (decision in ('moved', 'both', 'taken_back')),
  constraint move_decision_enrolment check ((decision = 'moved') = (enrolment_id is not null))
);
create index move_decision_move on people.move_decision (tenant_id, move_id, id desc);
create index move_decision_person on people.move_decision (tenant_id, person_id);

-- Two records that may be of one young person, worked out from who they are; the lesser id is the first.
create table people.duplicate (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  other_id uuid not null,
  -- Settings that have both: they see the pair; any other only the whole organisation sees.
  setting_ids uuid[] not null,
  reasons text[] not null,
  constraint duplicate_pkey primary key (tenant_id, id),
  constraint duplicate_person foreign key (tenant_id, person_id) references people.person (tenant_id, id) on delete cascade,
  constraint duplicate_other foreign key (tenant_id, other_id) references people.person (tenant_id, id) on delete cascade,
  constraint duplicate_once unique (tenant_id, person_id, other_id)
);
create index duplicate_other on people.duplicate (tenant_id, other_id);
create index person_birth on people.person (tenant_id, date_of_birth);
create index person_uln on people.person (tenant_id, uln) where uln is not null;

-- That two records are of two people, or that somebody took that back; the newest of a pair counts, whichever comes first.
create table people.told_apart (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  other_id uuid not null,
  are_two boolean not null,
  reason text not null,
  account_id uuid,
  by text not null,
  at timestamptz not null default now(),
  constraint told_apart_pkey primary key (tenant_id, id),
  constraint told_apart_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint told_apart_other foreign key (tenant_id, other_id) references people.person (tenant_id, id)
);
create index told_apart_person on people.told_apart (tenant_id, person_id);
create index told_apart_other on people.told_apart (tenant_id, other_id);

-- A record that was merged into another: every row that moved as it was and as it became, so that it can be undone exactly.
create table people.merging (
  tenant_id uuid not null,
  id uuid not null,
  -- The one that stays; the other has no row any more.
  person_id uuid not null,
  from_id uuid not null,
  moved jsonb not null,
  reason text not null,
  account_id uuid,
  by text not null,
  at timestamptz not null default now(),
  constraint merging_pkey primary key (tenant_id, id),
  constraint merging_person foreign key (tenant_id, person_id) references people.person (tenant_id, id)
);
create index merging_person on people.merging (tenant_id, person_id);
create index merging_from on people.merging (tenant_id, from_id);

create table people.unmerging (
  tenant_id uuid not null,
  id uuid not null,
  merging_id uuid not null,
  person_id uuid not null,
  reason text not null,
  account_id uuid,
  by text not null,
  at timestamptz not null default now(),
  constraint unmerging_pkey primary key (tenant_id, id),
  constraint unmerging_merging foreign key (tenant_id, merging_id) references people.merging (tenant_id, id),
  constraint unmerging_once unique (tenant_id, merging_id)
);

-- What each source says of who somebody is; null is what it has not said.
create table people.person_said (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- As the person's own: who somebody is belongs to whoever may see them.
  setting_ids uuid[] not null,
  source text not null,
  nc_year smallint,
  given_name text,
  family_name text,
  known_as text,
  date_of_birth date,
  sex text,
  upn text,
  uln text,
  -- The day of the run that brought the first of it; null for what was there before days were kept.
  said_on date,
  run_id uuid,
  -- By field, where it was said anew since: the day, and the run.
  since jsonb not null,
  constraint person_said_pkey primary key (tenant_id, id),
  constraint person_said_person foreign key (tenant_id, person_id)
    references people.person (tenant_id, id) on delete cascade,
  constraint person_said_once unique (tenant_id, person_id, source),
  constraint person_said_sex check (sex in ('F', 'M', 'U', 'W')),
  constraint person_said_nc_year check (nc_year between 0 and 14)
);
create index person_said_run on people.person_said (tenant_id, run_id) where run_id is not null;
insert into people.person_said (tenant_id, id, person_id, setting_ids, source, nc_year, given_name, family_name, known_as,
  date_of_birth, sex, upn, uln, said_on, run_id, since)
select tenant_id, gen_random_uuid(), id, setting_ids, source, nc_year, given_name, family_name, known_as,
  date_of_birth, sex, upn, uln, null, run_id, '{}' from people.person;

-- The fields of which two sources say different things.
alter table people.person add column contradicted text[] not null default '{}';
create index person_contradicted on people.person (tenant_id) where contradicted <> '{}';

-- Whom a refused row names, so that a young person's page can say why something is missing.
alter table sources.refusal add column upn text;
alter table sources.refusal add column source_key text;
create index refusal_upn on sources.refusal (tenant_id, upn) where upn is not null;
create index refusal_key on sources.refusal (tenant_id, source_key) where source_key is not null;
