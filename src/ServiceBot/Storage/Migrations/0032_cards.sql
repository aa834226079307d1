-- Cards that are shown anew in their place when their matter changes: a promise, a place in the queue. Only for channels that can do that.
create table card (
  conversation_id text not null,
  seq bigint not null,
  -- which of the message's attachments
  place bigint not null,
  -- promise, queue
  kind text not null,
  -- the promise's id; the owner epoch of the wait
  reference text not null,
  -- of a wait: the place last shown, or over
  shown text not null,
  primary key (conversation_id, seq, place)
);
create index card_matter on card (conversation_id, kind, reference);
create index card_waiting on card (conversation_id) where kind = 'queue' and shown <> 'over';
