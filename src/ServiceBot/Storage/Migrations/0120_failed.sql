-- Whether a case counts as an earlier failure: not where the number was never found, or the policy saw none. Of cases from before nothing else is known than that they count.
alter table complaint_case add column failed bigint not null default 1;
