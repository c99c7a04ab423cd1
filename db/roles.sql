-- Roles are shared by every database of a PostgreSQL cluster, so each is made only where it is missing.
-- None may log in, own anything or bypass row security; the start-up check refuses a role that can.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['waymark_login', 'waymark_whole', 'waymark_scoped', 'waymark_sign_in'] loop
    begin
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin noinherit', wanted);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another process made it in the meantime
    end;
  end loop;
end
$$;

grant waymark_whole, waymark_scoped, waymark_sign_in to waymark_login;
