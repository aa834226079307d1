-- An amount above the authority of whoever wants to give it, until a supervisor has decided.
create table approval (
  id text primary key,
  conversation_id text not null,
  customer_id text not null,
  case_id text,
  site text not null,
  amount bigint not null,
  currency text not null,
  why text not null,
  asked_by text not null,
  asked_name text not null,
  asked_at bigint not null,
  due bigint not null,
  -- the promise that the customer hears by then
  promise_id text not null,
  -- open, approved, refused; one that is open after its due time has run out
  status text not null,
  decided_by text,
  decided_name text,
  decided_at bigint,
  note text
);
create index approval_open on approval (due) where status = 'open';
