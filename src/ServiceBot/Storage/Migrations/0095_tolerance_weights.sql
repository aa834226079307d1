-- What each reason weighs for a site's customers, as calibration proposed it; in use from when a person has published it until a newer one is.
create table tolerance_weights (
  site text not null,
  version bigint not null,
  proposed_at bigint not null,
  published_at bigint,
  published_by text,
  json text not null,
  primary key (site, version)
);
