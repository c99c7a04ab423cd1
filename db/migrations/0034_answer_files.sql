-- A file that answers an item: the answer is its name, the file itself is here. Another file for the same item takes its place.
create table instruments.file (
  tenant_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  person_id uuid,
  setting_id uuid,
  item text not null,
  name text not null,
  type text not null,
  content bytea not null,
  author text not null,
  added_at timestamptz not null default now(),
  constraint file_pkey primary key (tenant_id, id),
  constraint file_response foreign key (tenant_id, response_id) references instruments.response (tenant_id, id),
  constraint file_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint file_once unique (tenant_id, response_id, item),
  constraint file_content check (length(content) between 1 and 5242880),
  constraint file_type check (type in ('application/pdf', 'image/jpeg', 'image/png', 'text/plain'))
);
create index file_person on instruments.file (tenant_id, person_id);
