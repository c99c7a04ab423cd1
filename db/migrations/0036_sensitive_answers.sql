-- What adults say about a young person in some forms is about health, care, youth justice or family: it is for whoever wrote it and the roles that
-- read such things. Every row says so itself, with whose it is, because a policy reads no other table.

alter table instruments.response add column is_sensitive boolean not null default false;
alter table instruments.answer
  add column is_sensitive boolean not null default false,
  add column account_id uuid;
alter table instruments.file
  add column is_sensitive boolean not null default false,
  add column account_id uuid;

update instruments.response as r set is_sensitive = true
  from instruments.definition as d
  where d.tenant_id = r.tenant_id and d.id = r.definition_id
    and d.name in ('panel-referral', 'pre-exclusion-assessment', 'small-group-review');
update instruments.answer as a set is_sensitive = true, account_id = r.account_id
  from instruments.response as r where r.tenant_id = a.tenant_id and r.id = a.response_id and r.is_sensitive;
update instruments.file as f set is_sensitive = true, account_id = r.account_id
  from instruments.response as r where r.tenant_id = f.tenant_id and r.id = f.response_id and r.is_sensitive;
