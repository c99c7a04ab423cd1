-- What is shown of one young person to somebody outside: on which lawful basis, with whom, what, and until when. By a link and a code
-- that is good once; only hashes of either are kept.

create table people.share (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  account_id uuid,
  author text not null,
  recipient text not null,
  organisation text not null,
  contact text not null,
  basis text not null,
  basis_note text not null,
  parts text[] not null,
  until date not null,
  token_sha256 text not null,
  code_sha256 text,
  code_salt text not null,
  code_until timestamptz not null,
  wrong_in_a_row integer not null default 0,
  shared_at timestamptz not null default now(),
  revoked_at timestamptz,
  looks integer not null default 0,
  last_looked_at timestamptz,
  constraint share_pkey primary key (tenant_id, id),
  constraint share_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint share_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint share_token unique (tenant_id, token_sha256),
  constraint share_basis check (basis in ('consent', 'legal_obligation', 'vital_interests', 'public_task')),
  constraint share_parts check (array_length(parts, 1) > 0)
);
create index share_person on people.share (tenant_id, person_id);
