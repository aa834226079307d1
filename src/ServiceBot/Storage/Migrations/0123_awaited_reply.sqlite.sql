-- Replies that a caller waits for in its own request, until it is known that it has them: one row a turn, which is short and lives for a moment. A tree of its own is all it needs.
create table awaited_reply (
  conversation_id text not null,
  first_seq bigint not null,
  last_seq bigint not null,
  owner_epoch bigint not null,
  -- from then on the channel sends them
  leaves_at bigint not null,
  primary key (conversation_id, first_seq)
) without rowid;
