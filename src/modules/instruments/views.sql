-- What young people say of themselves, domain by domain, each time that they sent an instrument whose scales speak of it.
create view instruments.own_view with (security_invoker = true) as
  select own_mark.tenant_id, own_mark.id, own_mark.person_id, own_mark.response_id, own_mark.domain, own_mark.mark, own_mark.title,
         own_mark.on_date
  from instruments.own_mark;
