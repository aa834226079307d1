-- What a customer was given lately is added up in every turn that decides a remedy: from the index alone.
drop index ledger_customer;
create index ledger_customer on ledger_entry (customer_id, at, currency, amount);
