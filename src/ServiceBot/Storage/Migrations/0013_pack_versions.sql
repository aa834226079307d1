-- The files of packs as they ran, by the hash of their content: an open case ends on the version it began with, also after a restart.
create table pack_version (
  version text primary key,
  pack text not null,
  -- JSON: path → text
  files text not null,
  at bigint not null
);
alter table complaint_case add column pack_version text;
create index complaint_case_open_version on complaint_case (pack_version) where closed = 0;
