create table complaint_case (
  id text primary key,
  conversation_id text not null,
  customer_id text not null,
  site text not null,
  kind text not null,
  subject_id text,
  closed bigint not null,
  opened_at bigint not null,
  json text not null
);
create index complaint_case_customer on complaint_case (customer_id, opened_at);
create index complaint_case_conversation on complaint_case (conversation_id);

create table promise (
  id text primary key,
  conversation_id text not null,
  case_id text,
  what text not null,
  text text,
  subject_id text,
  owner text not null,
  made_at bigint not null,
  due bigint not null,
  -- open, kept, broken, dropped
  status text not null,
  repromises bigint not null
);
create index promise_conversation on promise (conversation_id);

-- Append-only: a correction is another entry. One row per (case, failure, remedy).
create table ledger_entry (
  id text primary key,
  idempotency_key text not null unique,
  at bigint not null,
  day text not null,
  site text not null,
  customer_id text not null,
  conversation_id text not null,
  case_id text not null,
  -- coupon, refund, redelivery, replacement, priority, points, visit, revoke
  kind text not null,
  amount bigint not null,
  currency text not null,
  code text unique,
  expires_at bigint,
  given_by text not null,
  policy_version text not null,
  reason text not null
);
create index ledger_customer on ledger_entry (customer_id, at);
create index ledger_conversation on ledger_entry (conversation_id);

create table budget (
  site text not null,
  day text not null,
  currency text not null,
  most bigint not null,
  spent bigint not null,
  primary key (site, day, currency),
  check (spent <= most)
);
