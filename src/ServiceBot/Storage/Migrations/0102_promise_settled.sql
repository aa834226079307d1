-- When a promise was kept, broken or dropped; null while it is open, and for those settled before this column.
alter table promise add column settled_at bigint;
create index promise_made on promise (made_at);
