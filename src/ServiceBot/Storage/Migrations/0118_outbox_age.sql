-- Only what has left is looked up by its age. A row that a caller takes with its answer is deleted before it leaves, and need not be entered here.
drop index outbox_age;
create index outbox_age on outbox (created_at) where status in ('sent', 'dropped');
