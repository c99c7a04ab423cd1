-- Who may touch which row of sources. Whole and current: dropped and made again round every migration.
-- Outer columns are always qualified; a policy reads no table (docs/decisions: row security).

grant usage on schema sources to waymark_whole, waymark_scoped;

grant select, insert, update on sources.run to waymark_whole;
create policy tenant on sources.run to waymark_whole
  using (run.tenant_id = access.tenant()) with check (run.tenant_id = access.tenant());

grant select, insert, delete on sources.refusal to waymark_whole;
create policy tenant on sources.refusal to waymark_whole
  using (refusal.tenant_id = access.tenant()) with check (refusal.tenant_id = access.tenant());

grant select, insert, delete on sources.change to waymark_whole;
create policy tenant on sources.change to waymark_whole
  using (change.tenant_id = access.tenant()) with check (change.tenant_id = access.tenant());

-- What is settled about a source is about nobody: whoever sees a fact may see how far its source is believed.
grant select, insert, update on sources.source to waymark_whole;
grant select on sources.source to waymark_scoped;
create policy tenant on sources.source to waymark_whole, waymark_scoped
  using (source.tenant_id = access.tenant()) with check (source.tenant_id = access.tenant());

grant select, insert on sources.stop to waymark_whole;
create policy tenant on sources.stop to waymark_whole
  using (stop.tenant_id = access.tenant()) with check (stop.tenant_id = access.tenant());

grant select, insert on sources.undoing to waymark_whole;
create policy tenant on sources.undoing to waymark_whole
  using (undoing.tenant_id = access.tenant()) with check (undoing.tenant_id = access.tenant());

grant select, insert, update, delete on sources.file to waymark_whole;
create policy tenant on sources.file to waymark_whole
  using (file.tenant_id = access.tenant()) with check (file.tenant_id = access.tenant());

grant select, insert, delete on sources.file_chunk to waymark_whole;
create policy tenant on sources.file_chunk to waymark_whole
  using (file_chunk.tenant_id = access.tenant()) with check (file_chunk.tenant_id = access.tenant());

grant select, insert, update on sources.upload to waymark_whole;
create policy tenant on sources.upload to waymark_whole
  using (upload.tenant_id = access.tenant()) with check (upload.tenant_id = access.tenant());

-- A version of a mapping is added and read, never changed or removed.
grant select, insert on sources.mapping to waymark_whole;
create policy tenant on sources.mapping to waymark_whole
  using (mapping.tenant_id = access.tenant()) with check (mapping.tenant_id = access.tenant());
grant select on sources.undone, sources.brought_by to waymark_whole;
