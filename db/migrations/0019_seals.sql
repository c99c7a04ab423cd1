-- Entries are chained after they were written, some thousand at a time: a chain inside every request would make a whole
-- council wait for itself (docs/decisions: sealing).

-- What waits to be sealed: a row beside each entry, of the same transaction, until a seal holds it.
create table audit.unsealed (
  tenant_id uuid not null,
  id uuid not null,
  constraint unsealed_pkey primary key (tenant_id, id)
);

-- A seal holds some entries: their ids, a hash of each in the same order (64 hexadecimal digits each), and the hash of the
-- seal before it.
create table audit.seal (
  tenant_id uuid not null,
  number integer not null,
  at timestamptz not null default now(),
  entry_ids uuid[] not null,
  entry_hashes text not null,
  previous text not null,
  hash text not null,
  constraint seal_pkey primary key (tenant_id, number),
  constraint seal_number check (number >= 1),
  constraint seal_hashes check (length(entry_hashes) = 64 * cardinality(entry_ids) and cardinality(entry_ids) > 0)
);

insert into audit.unsealed (tenant_id, id) select tenant_id, id from audit.entry;
