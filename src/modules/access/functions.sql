-- What a request may see, as settings of its transaction. Nothing set means nothing seen.
-- Bodies without tables, stable and parallel safe: a policy that calls anything else costs 2 to 32 times as much.

create function access.tenant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('waymark.tenant', true), '')::uuid $$;

create function access.settings() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('waymark.settings', true), '')::uuid[] $$;

create function access.people() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('waymark.people', true), '')::uuid[] $$;

create function access.account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('waymark.account', true), '')::uuid $$;

-- Where the words of restricted notes may be read: the settings, or everywhere.
create function access.restricted() returns uuid[] language sql stable parallel safe
  as $$ select nullif(nullif(current_setting('waymark.restricted', true), ''), 'all')::uuid[] $$;

create function access.restricted_everywhere() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('waymark.restricted', true) = 'all', false) $$;

-- Where what is known about health, care, youth justice and family may be read: the settings, or everywhere.
create function access.sensitive() returns uuid[] language sql stable parallel safe
  as $$ select nullif(nullif(current_setting('waymark.sensitive', true), ''), 'all')::uuid[] $$;

create function access.sensitive_everywhere() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('waymark.sensitive', true) = 'all', false) $$;

-- Where it may be known that something confidential is kept elsewhere.
create function access.confidential() returns uuid[] language sql stable parallel safe
  as $$ select nullif(nullif(current_setting('waymark.confidential', true), ''), 'all')::uuid[] $$;

create function access.confidential_everywhere() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('waymark.confidential', true) = 'all', false) $$;

-- What was put before the panels on which somebody sits, for as long as they read it.
create function access.referrals() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('waymark.referrals', true), '')::uuid[] $$;
