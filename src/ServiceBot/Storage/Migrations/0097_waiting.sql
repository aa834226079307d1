-- Who waits on a site, without a look at any other conversation: the site's own index goes through all it ever had.
create index conversation_waiting on conversation (site, queued_at, id) where owner = 'queue';
