-- What customers of a site asked next after a matter had come so far, in sums: no conversation, no customer, no words.
create table asked_next (
  site text not null,
  -- complaint kind of the pack
  kind text not null,
  -- answer, remedy, close
  step text not null,
  -- enquiry of the pack
  enquiry text not null,
  times bigint not null,
  primary key (site, kind, step, enquiry)
);
