-- When a case was closed as made good: if the same matter fails again after it, a person takes over. Null while it is open, and for cases closed before this column.
alter table complaint_case add column recovered_at bigint;
create index complaint_case_recovered on complaint_case (customer_id, recovered_at) where recovered_at is not null;

-- Whose answer did not hold: a reopened conversation goes to somebody else while somebody else is on duty.
create table passed_over (
  conversation_id text primary key,
  agent_id text not null,
  at bigint not null
);
