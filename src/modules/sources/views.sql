-- Runs that were taken back, for modules that keep what a run changed in a way of their own.
create view sources.undone with (security_invoker = true) as
  select u.tenant_id, u.run_id from sources.undoing u;
