-- Cards of waiting customers in the agents' Teams channel; each begins a thread there.
create table teams_card (
  -- Teams' id of the message, and of the thread below it
  message_id text primary key,
  conversation_id text not null,
  -- open while somebody waits or an agent has it; then closed
  state text not null,
  posted_at bigint not null
);
create index teams_card_conversation on teams_card (conversation_id, posted_at);

-- The directory's object id of the Teams user who is this agent.
alter table agent add column teams_id text;
create unique index agent_teams on agent (teams_id) where teams_id is not null;
