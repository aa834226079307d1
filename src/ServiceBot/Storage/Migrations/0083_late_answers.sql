-- Messages of Teams that were answered too late, so that Teams sends them again under a new id, to whichever node: for a minute the same again is the same.
create table late_answer (
  conversation_id text not null,
  -- of sender, text and value
  digest text not null,
  -- under which the first one is stored, or is being stored
  dedupe_key text not null,
  received_at bigint not null,
  primary key (conversation_id, digest)
);
create index late_answer_age on late_answer (received_at);
