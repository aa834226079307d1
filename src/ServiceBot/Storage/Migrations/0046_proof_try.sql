-- Wrong proofs of the last day, so that whoever guesses does not begin anew with each conversation. No digits, no person.
create table proof_try (
  id text primary key,
  site text not null,
  subject text not null,
  at bigint not null
);
create index proof_try_subject on proof_try (site, subject, at);
