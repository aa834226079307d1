create table agent (
  id text primary key,
  name text not null,
  -- the name folded: "Lin" and "lin" are one person
  name_key text not null unique,
  -- agent, supervisor, admin
  role text not null,
  -- most money by one act, in minor units; null is what the pack's policy gives the role
  authority bigint,
  currency text,
  password text not null,
  created_at bigint not null
);

create table agent_session (
  id text primary key,
  agent_id text not null,
  created_at bigint not null,
  seen_at bigint not null,
  address text not null,
  browser text not null
);
create index agent_session_agent on agent_session (agent_id);

-- Counted by name, whether or not there is such an agent, so that the answer does not tell.
create table sign_in_try (
  name_key text primary key,
  tries bigint not null,
  since bigint not null
);

-- Up to where an agent has read a conversation.
create table agent_read (
  agent_id text not null,
  conversation_id text not null,
  seq bigint not null,
  primary key (agent_id, conversation_id)
);
