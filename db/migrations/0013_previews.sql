-- What a rule set would have changed last year, before anybody switches it on; and who switched one on, by name.

create table risk.preview (
  tenant_id uuid not null,
  id uuid not null,
  -- The definition that was looked at, to the letter: another one needs another look.
  sha256 text not null,
  -- Numbers only, nobody by name.
  result jsonb not null,
  account_id uuid,
  author text not null,
  previewed_at timestamptz not null default now(),
  constraint preview_pkey primary key (tenant_id, id)
);
create index preview_at on risk.preview (tenant_id, previewed_at desc, id desc);

alter table risk.rule_set_choice add column author text;
