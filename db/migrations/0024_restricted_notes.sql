-- A note whose words only a few may read. That there is one stays with the other notes; its words stand by themselves, under a
-- policy of their own.

alter table records.note
  add column is_restricted boolean not null default false,
  drop constraint note_body,
  add constraint note_body check (case when is_restricted then body = '' else length(body) between 1 and 10000 end);

create table records.restricted_text (
  tenant_id uuid not null,
  -- That of its note.
  id uuid not null,
  setting_id uuid,
  account_id uuid not null,
  body text not null,
  constraint restricted_text_pkey primary key (tenant_id, id),
  constraint restricted_text_note foreign key (tenant_id, id) references records.note (tenant_id, id) on delete cascade,
  constraint restricted_text_body check (length(body) between 1 and 10000)
);
