-- One failure of one order is compensated once, also when somebody else shows that the order is theirs: a row for all customers of the site.
insert into settled_failure (customer_id, failure, case_id, conversation_id, at)
select 'site:' || c.site, s.failure, min(s.case_id), min(s.conversation_id), max(s.at)
from settled_failure s join conversation c on c.id = s.conversation_id
where s.failure like '%:%'
group by c.site, s.failure;

-- What is erased goes by its conversation.
create index settled_failure_conversation on settled_failure (conversation_id);
