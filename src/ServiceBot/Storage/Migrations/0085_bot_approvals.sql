-- Of what the bot itself prepared beyond its authority: the remedies one of which a supervisor approves, as JSON; null for a coupon that an agent asks for.
alter table approval add column options text;
