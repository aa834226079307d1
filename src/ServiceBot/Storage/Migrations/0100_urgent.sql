-- Somebody is in danger: the conversation comes before the others in the queue, until it is resolved.
alter table conversation add column urgent integer not null default 0;
