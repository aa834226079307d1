-- When each agent at the web desk was last heard of, on whatever node.
create table agent_seat (
  agent_id text primary key,
  seen_at bigint not null
);

-- Where the agent who has the conversation sits: desk, teams; null where nobody of ours has it.
alter table conversation add column owner_seat text;
-- Since when it had waited before an agent took it: it waits on from there if the agent is gone.
alter table conversation add column queued_before bigint;

-- An agent who is mapped to a Teams user may have taken it there, which nobody wrote down.
update conversation set owner_seat = 'desk' where owner = 'agent' and owner_agent in (select id from agent where teams_id is null);
