-- Messages to people with accounts: what is to be sent, and what became of it. None names a young person: each says that something waits, and
-- where.

create schema messages;

create table messages.message (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  kind text not null,
  -- What it is about: told once to each.
  about_id uuid not null,
  written_at timestamptz not null default now(),
  tries smallint not null default 0,
  next_try_at timestamptz not null default now(),
  sent_at timestamptz,
  given_up_at timestamptz,
  -- What the mail server said the last time.
  fault text,
  constraint message_pkey primary key (tenant_id, id),
  constraint message_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint message_once unique (tenant_id, kind, about_id, account_id),
  constraint message_ended check (sent_at is null or given_up_at is null)
);
create index message_waiting on messages.message (tenant_id, next_try_at) where sent_at is null and given_up_at is null;
create index message_written on messages.message (tenant_id, written_at desc);

-- What of the audit is told of, found by day: a few entries among many.
create index entry_of_account on audit.entry (tenant_id, at)
  where act in ('account.password_changed', 'account.password_replaced', 'account.second_step_added', 'account.second_step_removed',
    'account.recovery_code_used', 'account.locked');
