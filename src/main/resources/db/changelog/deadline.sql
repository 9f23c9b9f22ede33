--liquibase formatted sql

--changeset house:deadline
create table deadline (
    id uuid primary key,
    case_reference varchar(64) not null,
    authority varchar(64) not null,
    process_instance_id varchar(64),
    rule varchar(128) not null,
    table_version varchar(255) not null,
    subject varchar(255) not null,
    counted_from varchar(32),
    due timestamp with time zone,
    state varchar(16) not null,
    met_at timestamp with time zone,
    missed_at timestamp with time zone,
    missed_due timestamp with time zone,
    working_out varchar(2000) not null,
    entered_at timestamp with time zone not null
);
create index deadline_process_instance on deadline (process_instance_id);
create index deadline_case on deadline (case_reference);
create index deadline_authority_state on deadline (authority, state, due);

-- Which kind of event met it, so that taking the event back opens it again (P-16).
--changeset house:deadline-met-by
alter table deadline add column met_by varchar(64);
