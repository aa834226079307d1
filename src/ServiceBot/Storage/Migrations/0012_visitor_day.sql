-- What strangers did on a day, per address, so that their limits survive a restart.
create table visitor_day (
  -- days since 1970, UTC
  day bigint not null,
  -- conversations, messages, uploaded-kilobytes
  what text not null,
  -- an IPv4 address, or the /64 network of an IPv6 one
  address text not null,
  amount bigint not null,
  primary key (day, what, address)
);
