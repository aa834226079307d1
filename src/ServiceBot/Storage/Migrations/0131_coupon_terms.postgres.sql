-- What a coupon is good for, as JSON; null: anything, as all were before. Like the rest of the entry it is never changed.
alter table ledger_entry add column coupon_terms text;
create or replace function ledger_entry_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.idempotency_key like 'erased/%'
    and not exists (select 1 from conversation c where c.id = old.conversation_id)
    and (new.id, new.at, new.day, new.site, new.customer_id, new.conversation_id, new.case_id, new.kind, new.amount, new.currency, new.code, new.expires_at, new.given_by, new.policy_version, new.coupon_terms)
      is not distinct from
      (old.id, old.at, old.day, old.site, old.customer_id, old.conversation_id, old.case_id, old.kind, old.amount, old.currency, old.code, old.expires_at, old.given_by, old.policy_version, old.coupon_terms)
  then
    return new;
  end if;
  raise exception 'ledger_entry is append-only: write a correcting entry';
end $$;
