-- Names are found as they sound as well: the double metaphone of each key, and the other one where a name may be said in two
-- ways, worked out by PostgreSQL's own extension. It is a trusted one, so that whoever owns the database may make it. Equality
-- of texts keeps its index under row security.
create schema spelling;
create extension fuzzystrmatch with schema spelling;

alter table people.name_key
  add column sound text collate "C" generated always as (nullif(spelling.dmetaphone(key), '')) stored,
  add column other_sound text collate "C"
    generated always as (nullif(nullif(spelling.dmetaphone_alt(key), spelling.dmetaphone(key)), '')) stored;
create index name_key_sound on people.name_key (tenant_id, sound collate "C", person_id) where sound is not null;
create index name_key_other_sound on people.name_key (tenant_id, other_sound collate "C", person_id)
  where other_sound is not null;
