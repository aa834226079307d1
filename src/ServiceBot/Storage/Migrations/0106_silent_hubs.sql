-- Who waits for a hub that does not answer, found without reading what hubs have long settled.
create index hub_handoff_asked on hub_handoff (asked_at) where state = 'asked';
