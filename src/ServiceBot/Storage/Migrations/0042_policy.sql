-- Versions of a pack's policy.yaml: who published which, and when.
create table policy_version (
  pack text not null,
  number bigint not null,
  -- checked, published, replaced, rolled-back
  status text not null,
  -- SHA-256 of the content, lower-case hex
  hash text not null,
  content text not null,
  note text not null,
  made_by text not null,
  made_at bigint not null,
  published_by text,
  published_at bigint,
  primary key (pack, number)
);

-- What each decision was made from and what came out, so that a draft can be tried on what has happened. No names, no numbers of orders.
create table policy_decision (
  id text primary key,
  at bigint not null,
  site text not null,
  pack text not null,
  pack_version text not null,
  conversation_id text not null,
  -- the same failure decided again has the same word; the last one counts
  failure text not null,
  complaint text not null,
  input text not null,
  rule text not null,
  money bigint not null,
  currency text not null,
  to_person bigint not null,
  apology bigint not null,
  reason text not null
);
create index policy_decision_at on policy_decision (at);
create index policy_decision_failure on policy_decision (conversation_id, failure);
