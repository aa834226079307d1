create trigger ledger_entry_no_update before update on ledger_entry begin select raise(abort, 'ledger_entry is append-only: write a correcting entry'); end;
create trigger ledger_entry_no_delete before delete on ledger_entry begin select raise(abort, 'ledger_entry is append-only: write a correcting entry'); end;
