-- Conversations that an agent hub outside has been asked to take (protocol.md §5).
create table hub_handoff (
  conversation_id text primary key,
  -- asked, accepted, failed, completed, withdrawn (somebody else took it first)
  state text not null,
  -- of the conversation, as this state was reached: what happened before it is settled
  owner_epoch bigint not null,
  asked_at bigint not null
);

-- Conversations that another bot has handed to our desk.
create table guest_handoff (
  conversation_id text primary key,
  -- of the handoff.initiate: the same one has one effect
  activity_id text,
  -- waiting, accepted, completed, failed
  state text not null,
  asked_at bigint not null
);
