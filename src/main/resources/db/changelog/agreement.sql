--liquibase formatted sql

--changeset house:agreement
-- The protocol itself, as an authority and Cafcass have signed it: one row for each signing, kept for good.
create table protocol_agreement (
    reference varchar(64) not null primary key,
    authority varchar(64) not null,
    number_in_authority integer not null,
    version_label varchar(100) not null,
    head_name varchar(255),
    head_signed_on date,
    manager_name varchar(255),
    manager_signed_on date,
    review_held_on date,
    state varchar(16) not null,
    process_instance_id varchar(64),
    recorded_at timestamp with time zone not null,
    recorded_by varchar(255) not null,
    constraint protocol_agreement_number unique (authority, number_in_authority)
);

-- What was recorded about it and by whom, what was corrected, postponed or taken back and why; nothing is ever changed here.
create table protocol_agreement_note (
    id uuid not null primary key,
    reference varchar(64) not null references protocol_agreement (reference),
    seq bigint generated always as identity,
    text varchar(2000) not null,
    reason varchar(4000),
    recorded_at timestamp with time zone not null,
    recorded_by varchar(255) not null
);
create index protocol_agreement_note_reference on protocol_agreement_note (reference, seq);
