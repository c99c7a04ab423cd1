-- Measures that are for those who read what is about health, care, youth justice and family: what a file's mapping says of a column holds for all
-- that is kept of that measure, and the database sees to it.

alter table records.measure_definition
  add column is_sensitive boolean not null default false,
  add constraint measure_definition_class unique (tenant_id, id, is_sensitive);
alter table records.measure
  add column is_sensitive boolean not null default false,
  drop constraint measure_definition,
  add constraint measure_definition foreign key (tenant_id, definition_id, is_sensitive)
    references records.measure_definition (tenant_id, id, is_sensitive) on update cascade;
