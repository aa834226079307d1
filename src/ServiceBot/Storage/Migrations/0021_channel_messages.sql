-- Under which id a channel keeps what we sent there: for updating and deleting it, and for not sending a part twice. A long reply goes in parts, from 0.
create table channel_message (
  conversation_id text not null,
  seq bigint not null,
  part bigint not null,
  resource_id text not null,
  at bigint not null,
  primary key (conversation_id, seq, part)
);

-- outbox.status: pending, sending (leased), unknown (it may have arrived; it goes again), sent, parked, dropped (an agent took over before it went)
alter table outbox add column leased_until bigint;
-- bot, agent, notice; null for what is not said to the customer
alter table outbox add column said_by text;
drop index outbox_pending;
drop index outbox_conversation;
create index outbox_open on outbox (conversation_id, channel, n) where status in ('pending', 'sending', 'unknown');
create index outbox_due on outbox (next_at) where status in ('pending', 'unknown');
create index outbox_age on outbox (created_at);
