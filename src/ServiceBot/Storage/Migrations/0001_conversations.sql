-- One text for SQLite and PostgreSQL: text, bigint, no JSON operators, times in UTC milliseconds.
create table customer (
  id text primary key,
  site text not null,
  external_id text,
  name text,
  tier text,
  since text,
  orders bigint not null,
  created_at bigint not null
);
create unique index customer_external on customer (site, external_id) where external_id is not null;

create table conversation (
  id text primary key,
  site text not null,
  channel text not null,
  channel_conversation_id text not null,
  customer_id text not null,
  proof text not null,
  proven_subject text,
  locale text not null,
  -- open (bot), waiting (queue), pending (the customer's turn), snoozed, resolved
  status text not null,
  -- bot, queue, agent; every change raises the epoch
  owner text not null,
  owner_agent text,
  owner_name text,
  owner_epoch bigint not null,
  handoff text,
  queued_at bigint,
  -- last number of what a customer may see, and up to where turns have handled it
  seq bigint not null,
  handled_seq bigint not null,
  -- the same for internal events
  journal bigint not null,
  handled_journal bigint not null,
  turn bigint not null,
  -- raised by every change of state or owner: fences turns
  version bigint not null,
  unread_since bigint,
  state text not null,
  created_at bigint not null,
  updated_at bigint not null
);
create unique index conversation_channel on conversation (site, channel, channel_conversation_id);
create index conversation_unread on conversation (unread_since) where unread_since is not null;
create index conversation_queue on conversation (queued_at) where owner = 'queue';
create index conversation_agent on conversation (owner_agent) where owner = 'agent';
create index conversation_customer on conversation (customer_id);

-- What a customer may see, gap-free from 1 in each conversation: the Direct Line watermark.
create table activity (
  conversation_id text not null,
  seq bigint not null,
  -- customer, bot, agent, notice
  role text not null,
  author text,
  -- clientActivityID or the channel's activity id: one effect however often it is sent
  dedupe_key text,
  turn bigint not null,
  at bigint not null,
  json text not null,
  primary key (conversation_id, seq)
);
create unique index activity_dedupe on activity (conversation_id, dedupe_key) where dedupe_key is not null;

-- What only the desk may see, with its own number: readings, notes, owner changes; input = 1 where a turn has to handle it (a timer, a return).
create table journal (
  conversation_id text not null,
  n bigint not null,
  kind text not null,
  input bigint not null,
  at bigint not null,
  json text not null,
  primary key (conversation_id, n)
);

-- Turns that gave up: kept until somebody puts them back.
create table parked_turn (
  id text primary key,
  conversation_id text not null,
  seq_from bigint not null,
  seq_to bigint not null,
  error text not null,
  at bigint not null
);

-- What has to leave: one in flight per conversation, retried, then parked.
create table outbox (
  id text primary key,
  conversation_id text not null,
  n bigint not null,
  channel text not null,
  owner_epoch bigint not null,
  payload text not null,
  -- pending, sent, parked
  status text not null,
  tries bigint not null,
  next_at bigint not null,
  error text,
  created_at bigint not null
);
create index outbox_pending on outbox (next_at) where status = 'pending';
create index outbox_conversation on outbox (conversation_id, n);

-- All timers: leased, so that one node fires each once.
create table clock (
  id text primary key,
  conversation_id text not null,
  kind text not null,
  reference text not null,
  due_at bigint not null,
  leased_until bigint
);
create index clock_due on clock (due_at);
