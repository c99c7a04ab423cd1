-- Young people and families sign in with a card: a long token in a picture, the same in words, and a short secret beside it.
-- Their accounts have no e-mail address, no password and nobody's name.

alter table identity.account
  alter column email drop not null,
  alter column password_hash drop not null,
  add column kind text not null default 'staff',
  add constraint account_kind check (kind in ('staff', 'young_person', 'family')),
  add constraint account_password check ((kind = 'staff') = (email is not null and password_hash is not null));

create table identity.card (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  token_sha256 text not null,
  words_sha256 text not null,
  -- Null where a secret that is good for once was used, or none was made yet.
  secret_sha256 text,
  secret_salt text not null,
  -- A secret that is told on the telephone is good once, and only for a while.
  secret_until timestamptz,
  wrong_in_a_row integer not null default 0,
  made_at timestamptz not null default now(),
  used_at timestamptz,
  ended_at timestamptz,
  constraint card_pkey primary key (tenant_id, id),
  constraint card_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint card_token unique (tenant_id, token_sha256),
  constraint card_words unique (tenant_id, words_sha256)
);
create unique index card_one on identity.card (tenant_id, account_id) where ended_at is null;

-- Whose account it is: the young person's own, or that of somebody who has parental responsibility for them.
create table people.own_account (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  relation text not null,
  -- What the parent or carer is called, and the telephone or address that the school knows; null for the young person.
  name text,
  contact text,
  account_by uuid,
  author text not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint own_account_pkey primary key (tenant_id, id),
  constraint own_account_person foreign key (tenant_id, person_id) references people.person (tenant_id, id),
  constraint own_account_account foreign key (tenant_id, account_id) references identity.account (tenant_id, id),
  constraint own_account_relation check (relation in ('self', 'parent')),
  constraint own_account_named check ((relation = 'parent') = (name is not null and contact is not null))
);
create index own_account_account on people.own_account (tenant_id, account_id);
create index own_account_person on people.own_account (tenant_id, person_id);
create unique index own_account_self on people.own_account (tenant_id, person_id)
  where relation = 'self' and ended_at is null;
