-- A row an hour and order instead of one a try: who tries at the same moment waits at it, so that no more are judged than are allowed.
-- Rows of before are one wrong try each.
alter table proof_try add column wrong bigint not null default 1;
