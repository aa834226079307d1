-- The double entry of every ledger entry that is money: the lines of an entry sum to zero.
create table ledger_posting (
  entry_id text not null,
  line bigint not null,
  at bigint not null,
  site text not null,
  -- budget:day:2026-11-22, budget:snow-relief:all, drawn:snow-relief:all, owed:cu_…, redeemed, expired, revoked
  account text not null,
  currency text not null,
  amount bigint not null,
  primary key (entry_id, line)
);

-- The day's budget (name 'day'), a product's, a campaign's. It takes the place of the table budget.
create table budget_account (
  site text not null,
  name text not null,
  -- 2026-11-22, 2026-11, all
  period text not null,
  currency text not null,
  most bigint not null,
  spent bigint not null,
  primary key (site, name, period, currency),
  check (spent <= most)
);

-- Locked by whoever gives to this customer, so that the limit of 90 days holds for givings at the same moment.
create table customer_purse (
  customer_id text not null,
  currency text not null,
  entries bigint not null,
  primary key (customer_id, currency)
);

-- One failure, one compensation, however many conversations it is reported in.
create table settled_failure (
  customer_id text not null,
  failure text not null,
  case_id text not null,
  conversation_id text not null,
  at bigint not null,
  primary key (customer_id, failure)
);

insert into budget_account (site, name, period, currency, most, spent)
select site, 'day', day, currency, most, spent from budget;

insert into ledger_posting (entry_id, line, at, site, account, currency, amount)
select id, 0, at, site, 'budget:day:' || day, currency, -amount from ledger_entry where amount <> 0;

insert into ledger_posting (entry_id, line, at, site, account, currency, amount)
select id, 1, at, site, 'owed:' || customer_id, currency, amount from ledger_entry where amount <> 0;

drop table budget;
