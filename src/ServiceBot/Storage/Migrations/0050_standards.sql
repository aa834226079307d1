-- Standards whose clock runs for a subject: one row for each round of service.
create table standard_watch (
  id text primary key,
  site text not null,
  standard text not null,
  subject_id text not null,
  -- when the round began, in ms; 0 where the company's system names the due time itself
  round bigint not null,
  -- external id of the customer it is owed to
  owner text not null,
  due_at bigint not null,
  -- 1: the company's system has reported it by an event and need not show it in its data
  reported bigint not null,
  -- open, kept, missed (the customer is still to be told), told, void, unreached
  status text not null,
  look_at bigint not null,
  conversation_id text,
  reason text,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index standard_watch_round on standard_watch (site, standard, subject_id, round);
create index standard_watch_look on standard_watch (look_at) where status in ('open', 'missed');

-- Events of the company's system, each taken once however often it is sent.
create table company_event (
  site text not null,
  id text not null,
  at bigint not null,
  json text not null,
  outcome text not null,
  primary key (site, id)
);

-- Whom we may speak to first. Without a row: yes, on the channel where they have written to us.
create table contact_consent (
  customer_id text primary key,
  -- 0: asked not to be told anything unasked
  is_given bigint not null,
  at bigint not null
);

-- What was said unasked, for the frequency cap; the key makes it once.
create table contact_log (
  key text primary key,
  customer_id text not null,
  at bigint not null
);
create index contact_log_customer on contact_log (customer_id, at);
