-- Who else claimed with the same mark is answered by the index alone: a shop's own number stands on thousands.
drop index claim_mark_mark;
create index claim_mark_seen on claim_mark (mark, at, customer_id, case_id);
