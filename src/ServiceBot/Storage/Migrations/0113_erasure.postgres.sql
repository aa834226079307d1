-- Of a customer who was erased the ledger keeps what was given, when and by which policy. Its key names an order and its reason may quote a person: these two may go, once the conversation is gone.
create or replace function ledger_entry_guard() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.idempotency_key like 'erased/%'
    and not exists (select 1 from conversation c where c.id = old.conversation_id)
    and (new.id, new.at, new.day, new.site, new.customer_id, new.conversation_id, new.case_id, new.kind, new.amount, new.currency, new.code, new.expires_at, new.given_by, new.policy_version)
      is not distinct from
      (old.id, old.at, old.day, old.site, old.customer_id, old.conversation_id, old.case_id, old.kind, old.amount, old.currency, old.code, old.expires_at, old.given_by, old.policy_version)
  then
    return new;
  end if;
  raise exception 'ledger_entry is append-only: write a correcting entry';
end $$;
