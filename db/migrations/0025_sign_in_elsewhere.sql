-- Signing in at the organisation's own provider (OpenID Connect): which of its subjects an account is, and how a session began.

create table identity.federated_account (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  issuer text not null,
  subject text not null,
  bound_at timestamptz not null default now(),
  constraint federated_account_pkey primary key (tenant_id, id),
  constraint federated_account_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint federated_account_once unique (tenant_id, issuer, subject),
  constraint federated_account_one unique (tenant_id, issuer, account_id)
);

alter table identity.session
  add column is_federated boolean not null default false,
  -- The provider has asked for a second step, and is trusted to.
  add column second_step_elsewhere boolean not null default false;
