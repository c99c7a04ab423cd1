-- Files brought in by a page: kept in chunks until they are in (docs/decisions/0006), how far each is, and the mappings
-- that somebody made for them.

create table sources.file (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  length bigint not null,
  -- Null until the last byte is here: nobody is shown such a file, and one that stays so is swept away.
  sha256 text,
  account_id uuid,
  at timestamptz not null default now(),
  constraint file_pkey primary key (tenant_id, id),
  constraint file_length check (length >= 0)
);

create table sources.file_chunk (
  tenant_id uuid not null,
  file_id uuid not null,
  number integer not null,
  content bytea not null,
  constraint file_chunk_pkey primary key (tenant_id, file_id, number),
  constraint file_chunk_file foreign key (tenant_id, file_id) references sources.file (tenant_id, id) on delete cascade,
  constraint file_chunk_size check (octet_length(content) between 1 and 262144)
);

create table sources.upload (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  at timestamptz not null default now(),
  kind text not null,
  source text not null,
  -- Null once the run is done or the file was thrown away; what the file was called stays.
  file_id uuid,
  file_name text not null,
  file_length bigint not null,
  file_sha256 text not null,
  state text not null default 'received',
  -- What was chosen so far on the way to a mapping, as it was typed.
  draft jsonb not null default '{}',
  -- The mapping the file is read under, as it was when it was chosen.
  mapping jsonb,
  policy text,
  -- What the last dry run found; gone with the file, because it holds cells of it.
  tried jsonb,
  rows_read integer not null default 0,
  -- Said again and again by the process that works on it: one that was cut short is known by its silence.
  heard_at timestamptz,
  stop_asked boolean not null default false,
  run_id uuid,
  -- Why it failed, or what became of it, in a sentence.
  why text,
  constraint upload_pkey primary key (tenant_id, id),
  constraint upload_file foreign key (tenant_id, file_id) references sources.file (tenant_id, id),
  constraint upload_run foreign key (tenant_id, run_id) references sources.run (tenant_id, id),
  constraint upload_state check (state in
    ('received', 'mapped', 'trying', 'tried', 'confirmed', 'running', 'done', 'failed', 'called_off')),
  constraint upload_policy check (policy in ('adds', 'replaces', 'snapshot')),
  constraint upload_done check ((state = 'done') = (run_id is not null))
);
create index upload_at on sources.upload (tenant_id, at desc);
create index upload_file on sources.upload (tenant_id, file_id);
create index upload_run on sources.upload (tenant_id, run_id);

-- A mapping somebody made here. A version never changes; the newest of a name is the one that is used.
create table sources.mapping (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  version integer not null,
  source text not null,
  definition jsonb not null,
  account_id uuid,
  at timestamptz not null default now(),
  constraint mapping_pkey primary key (tenant_id, id),
  constraint mapping_once unique (tenant_id, name, version),
  constraint mapping_version check (version >= 1)
);

-- What was read under a version points at it. Unknown for runs before versions were kept.
alter table sources.run add column mapping_version integer;

-- The history of one source, and whether it has brought this very file before.
create index stop_source on sources.stop (tenant_id, source, kind, at desc);
