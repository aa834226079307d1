-- Whose order an entry of the ledger was given for, where somebody else than its owner showed that it is theirs. Goes when the owner is erased; the entry stays.
create table order_owner (
  entry_id text primary key,
  site text not null,
  -- External id.
  owner text not null
);
create index order_owner_owner on order_owner (site, owner);
