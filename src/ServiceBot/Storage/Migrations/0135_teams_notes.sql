-- Up to which entry of the journal a card's thread has been told.
alter table teams_card add column noted bigint not null default 0;
update teams_card set noted = coalesce((select journal from conversation where id = conversation_id), 0);
create index teams_card_open on teams_card (conversation_id) where state = 'open';
