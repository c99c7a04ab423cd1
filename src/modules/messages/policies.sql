-- Who may touch which row of messages. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema messages to waymark_whole;

grant select, insert, update (tries, next_try_at, sent_at, given_up_at, fault), delete on messages.message to waymark_whole;
create policy tenant on messages.message to waymark_whole
  using (message.tenant_id = access.tenant()) with check (message.tenant_id = access.tenant());
