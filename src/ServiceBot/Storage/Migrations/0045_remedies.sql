-- What was decided and has to be done by the company's system or by people. One row per (case, failure, remedy); the ledger says what was given.
create table remedy_execution (
  id text primary key,
  idempotency_key text not null unique,
  conversation_id text not null,
  case_id text not null,
  site text not null,
  kind text not null,
  amount bigint,
  currency text,
  what text,
  code text,
  expires_at bigint,
  ordered_at bigint not null,
  -- ordered, arranging, done, refused, unknown
  status text not null,
  reference text,
  why text,
  settled_at bigint,
  settled_by text
);
create index remedy_execution_conversation on remedy_execution (conversation_id);
create index remedy_execution_open on remedy_execution (ordered_at) where status in ('ordered', 'arranging', 'unknown');
