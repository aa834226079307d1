-- One failure of one order is compensated once, also when somebody else shows that the order is theirs: a row for its owner besides the customer's. What is erased goes by its conversation.
create index settled_failure_conversation on settled_failure (conversation_id);
