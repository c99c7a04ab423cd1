-- A profile stands for as long as it comes to the same: marks, points, and for what. The days and shares in its reasons move on
-- with every review and are kept up to date in it; only what comes to something else begins a new one. Otherwise a review of a
-- county every day would keep sixty thousand rows that say nothing new.

alter table risk.profile add column since date, add column verdict text;
update risk.profile set since = as_of;
alter table risk.profile alter column since set not null;
drop index risk.profile_person;
create index profile_person on risk.profile (tenant_id, person_id, since desc);
-- For Today: who has waited longest, what changed last, and what is due.
create index profile_since on risk.profile (tenant_id, rule_set_id, since, person_id) where is_current;
create index decision_review on risk.decision (tenant_id, review_on, person_id);
