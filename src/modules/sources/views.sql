-- Runs that were taken back, for modules that keep what a run changed in a way of their own.
create view sources.undone with (security_invoker = true) as
  select u.tenant_id, u.run_id from sources.undoing u;

-- Which source each run read a file of, for the same modules.
create view sources.brought_by with (security_invoker = true) as
  select r.tenant_id, r.id as run_id, r.source from sources.run r;
