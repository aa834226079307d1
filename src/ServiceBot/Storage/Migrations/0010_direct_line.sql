-- Addresses of sockets open one socket each.
create table used_ticket (
  id text primary key,
  expires_at bigint not null
);
create index used_ticket_expires on used_ticket (expires_at);

-- Files that customers sent; the bytes lie below uploads/ in the data folder.
create table upload (
  id text primary key,
  conversation_id text not null,
  name text not null,
  content_type text not null,
  size bigint not null,
  at bigint not null
);
create index upload_conversation on upload (conversation_id);
