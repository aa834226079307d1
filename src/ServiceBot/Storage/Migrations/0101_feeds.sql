-- What a feed said last, and up to when the company's orders have been gone through: a restart begins where the process before it stood.
create table feed_state (
  feed text primary key,
  as_of bigint not null,
  json text not null
);
