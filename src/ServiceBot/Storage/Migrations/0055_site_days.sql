-- "2026-10-01..2026-10-07 closed; 12-25 closed; 2026-10-10 09:00-18:00": null where the site is as its pack says.
alter table site add column days text;
