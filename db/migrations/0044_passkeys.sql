-- Passkeys (WebAuthn): a key that somebody's telephone, computer or security key holds, and that answers at the address it was made for and nowhere else.

create table identity.passkey (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  -- What it is known by, base64url, and the key that its answers are held against (COSE).
  credential_id text not null,
  public_key bytea not null,
  -- How often it has answered, where it counts: one that counts backwards is a copy.
  counter bigint not null,
  transports text[] not null,
  added_at timestamptz not null default now(),
  last_used_at timestamptz,
  removed_at timestamptz,
  constraint passkey_pkey primary key (tenant_id, id),
  constraint passkey_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint passkey_once unique (tenant_id, credential_id)
);
create index passkey_account on identity.passkey (tenant_id, account_id) where removed_at is null;

alter table identity.session
  -- What a passkey was asked to answer in this session; taken once.
  add column challenge text,
  add column challenge_at timestamptz,
  add constraint session_challenge check ((challenge is null) = (challenge_at is null));
