create trigger ledger_posting_no_update before update on ledger_posting begin select raise(abort, 'ledger_posting is append-only: write a correcting entry'); end;
create trigger ledger_posting_no_delete before delete on ledger_posting begin select raise(abort, 'ledger_posting is append-only: write a correcting entry'); end;
