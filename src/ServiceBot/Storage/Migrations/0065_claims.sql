-- What claims have in common: keyed hashes, never the number, address or card itself.
create table claim_mark (
  case_id text not null,
  -- phone, address, payment, device
  kind text not null,
  mark text not null,
  customer_id text not null,
  at bigint not null,
  primary key (case_id, kind, mark)
);
create index claim_mark_mark on claim_mark (mark, at);

-- One row: the key of the marks. Without it a phone number could be guessed from its hash.
create table claim_key (
  id bigint primary key,
  key text not null
);

-- Why somebody's claims are looked at by a person; each ends by itself.
create table claim_flag (
  id text primary key,
  customer_id text not null,
  -- serial-claims, velocity, shared-phone, shared-address, shared-payment, shared-device
  reason text not null,
  claims bigint not null,
  customers bigint not null,
  days bigint not null,
  raised_at bigint not null,
  expires_at bigint not null,
  lifted_at bigint,
  lifted_by text,
  lifted_why text
);
create index claim_flag_customer on claim_flag (customer_id, expires_at);
