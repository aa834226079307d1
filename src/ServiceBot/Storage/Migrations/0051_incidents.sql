-- What people have announced: what happened, where, why, and who hears of it. JSON is opaque.
create table incident (
  id text primary key,
  site text not null,
  json text not null,
  -- 1: affected customers are spoken to first
  tell bigint not null,
  -- a batch remedy is given once somebody has approved it
  approved_by text,
  ended_at bigint,
  -- up to where the company's orders have been gone through; null: from the beginning
  gathered_at bigint,
  created_at bigint not null,
  updated_at bigint not null
);
create index incident_site on incident (site, updated_at);

-- Who did what to an incident, when; never changed.
create table incident_journal (
  incident_id text not null,
  n bigint not null,
  at bigint not null,
  who text not null,
  what text not null,
  primary key (incident_id, n)
);

-- Everybody an incident affects, once.
create table incident_customer (
  incident_id text not null,
  -- external id
  owner text not null,
  -- numbers of their subjects, with commas
  subjects text not null,
  -- pending, told, unreached
  status text not null,
  -- none, queued, given
  remedy text not null,
  look_at bigint not null,
  conversation_id text,
  customer_id text,
  reason text,
  primary key (incident_id, owner)
);
create index incident_customer_look on incident_customer (look_at) where status = 'pending' or remedy <> 'given';
