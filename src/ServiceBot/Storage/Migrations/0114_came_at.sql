-- When the channel last said that somebody came or installed the app, by the channel's own clock: an older word of leaving that arrives later changes nothing.
alter table channel_reference add column came_at bigint;
