-- What customers answer after their matter was closed: is it solved, how satisfied, was outcome, process and treatment fair.
create table feedback (
  conversation_id text not null,
  -- empty where the conversation had no case
  case_id text not null,
  question text not null,
  -- when it was asked
  round bigint not null,
  answer text not null,
  at bigint not null,
  primary key (conversation_id, case_id, question, round)
);
