create function ledger_posting_guard() returns trigger language plpgsql as $$
begin
  raise exception 'ledger_posting is append-only: write a correcting entry';
end $$;
create trigger ledger_posting_append_only before update or delete on ledger_posting for each row execute function ledger_posting_guard();
