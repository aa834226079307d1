-- Where the promised thing is told, what the promise rests on, what is done when it is broken, and when the bot looks again before it is due.
alter table promise add column channel text;
alter table promise add column evidence text;
alter table promise add column fallback text;
alter table promise add column check_at bigint;

-- How long what was promised has taken: counts by steps of time (Recovery/PastDurations.cs), no person in it.
create table promise_duration (
  site text not null,
  what text not null,
  step bigint not null,
  count bigint not null,
  primary key (site, what, step)
);
