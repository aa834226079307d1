-- What a coupon is good for, as JSON; null: anything, as all were before. Like the rest of the entry it is never changed.
alter table ledger_entry add column coupon_terms text;
drop trigger ledger_entry_no_update;
create trigger ledger_entry_no_update before update on ledger_entry
when new.idempotency_key not like 'erased/%'
  or exists (select 1 from conversation c where c.id = old.conversation_id)
  or new.id <> old.id or new.at <> old.at or new.day <> old.day or new.site <> old.site
  or new.customer_id <> old.customer_id or new.conversation_id <> old.conversation_id or new.case_id <> old.case_id
  or new.kind <> old.kind or new.amount <> old.amount or new.currency <> old.currency
  or new.code is not old.code or new.expires_at is not old.expires_at
  or new.given_by <> old.given_by or new.policy_version <> old.policy_version
  or new.coupon_terms is not old.coupon_terms
begin select raise(abort, 'ledger_entry is append-only: write a correcting entry'); end;
