-- Where a customer who has left the page wants to hear from us. Given by the customer in the chat for this and nothing else; removable there.
-- Apart from customer_address, which says who somebody is: an address that somebody merely writes proves nothing and may be written by several.
create table customer_reach (
  customer_id text not null,
  -- mail, or text: a short message or messenger through the company's gateway
  kind text not null,
  address text not null,
  consented_at bigint not null,
  -- the code that was sent there, until it is written in the chat or too old
  code text,
  code_until bigint,
  code_tries bigint not null,
  -- null: nothing personal goes there
  verified_at bigint,
  primary key (customer_id, kind)
);
