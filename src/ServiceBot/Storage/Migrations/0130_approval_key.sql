-- The key that an agent's request came with: sent again with another amount, it was not meant to be the same.
alter table approval add column request_key text;
