create function ledger_entry_guard() returns trigger language plpgsql as $$
begin
  raise exception 'ledger_entry is append-only: write a correcting entry';
end $$;
create trigger ledger_entry_append_only before update or delete on ledger_entry for each row execute function ledger_entry_guard();
