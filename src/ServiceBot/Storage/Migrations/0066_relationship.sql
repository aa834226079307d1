-- From the company's own system: customers brought by this one, and in how many of the last twelve months there was contact.
alter table customer add column referrals bigint not null default 0;
alter table customer add column contact_months bigint not null default 0;
-- When that system was last asked about this customer.
alter table customer add column source_read_at bigint;
