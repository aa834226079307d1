-- What explains a case, so that two parcels of one incident are not two failures. Of cases from before nothing is known.
alter table complaint_case add column cause text;
