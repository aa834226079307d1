-- How to reach a conversation of the Bot Framework again. JSON of the accounts is opaque to the database.
create table channel_reference (
  conversation_id text primary key,
  service_url text not null,
  -- 1: a token's serviceurl claim said so when it was stored (A7560)
  is_verified bigint not null,
  -- who opened it, from the token: urn:botframework:azure, urn:botframework:aadappid:…; null where no token was asked for
  caller text,
  tenant_id text,
  bot_account text,
  user_account text,
  conversation_account text,
  locale text,
  updated_at bigint not null,
  blocked_at bigint,
  blocked_why text
);

-- A customer as a channel knows them. What no token has proved stands apart from what one has.
create table customer_address (
  site text not null,
  channel text not null,
  external_id text not null,
  is_verified bigint not null,
  customer_id text not null,
  created_at bigint not null,
  primary key (site, channel, external_id, is_verified)
);
create index customer_address_customer on customer_address (customer_id);

-- Several people read along: nothing can be proven and nothing personal said.
alter table conversation add column is_group bigint not null default 0;
