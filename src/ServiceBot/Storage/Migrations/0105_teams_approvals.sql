-- Cards in the agents' Teams channel on which a supervisor decides.
create table teams_approval (
  approval_id text primary key,
  -- Teams' id of the message
  message_id text not null,
  -- open while somebody may decide; closed once the card shows what came of it
  state text not null,
  posted_at bigint not null
);
