-- Web shops and hotline pages of the company. Never part of a key. What is null is as the pack says.
create table site (
  id text primary key,
  -- folder name below the packs folder
  pack text not null,
  -- tags with commas, the first for who speaks none of them
  languages text not null,
  -- JSON: how the site's chat looks
  look text not null,
  -- "mon-fri 09:00-18:00; sat 10:00-16:00"
  hours text,
  -- IANA
  zone text,
  currency text,
  -- with commas
  origins text not null,
  created_at bigint not null,
  updated_at bigint not null
);
