--liquibase formatted sql

--changeset house:advice-line
-- Calls to the duty line; written only where Cafcass runs the installation. When a record ends, all but reference, day of the
-- call, state and day of the end is erased.
create table advice_record (
    reference varchar(16) not null primary key,
    authority varchar(64) not null,
    instance_id varchar(64),
    state varchar(16) not null,
    called_on date not null,
    council varchar(255),
    caller varchar(255),
    caller_contact varchar(255),
    child_name varchar(255),
    date_of_birth date,
    asked varchar(4000),
    guidance varchar(4000),
    concern varchar(4000),
    request varchar(4000),
    recorded_at timestamp with time zone,
    recorded_by varchar(255),
    acted_on date,
    action_taken varchar(4000),
    acted_by varchar(255),
    referral_on date,
    practitioner varchar(255),
    shared_at timestamp with time zone,
    shared_by varchar(255),
    ended_on date
);
create index advice_record_state on advice_record (authority, state);
create index advice_record_practitioner on advice_record (practitioner);

-- Formal referrals that wait to be compared with the records; gone once that is done.
create table advice_referral (
    reference varchar(16) not null primary key,
    authority varchar(64) not null,
    received_on date not null,
    council varchar(255) not null,
    iro varchar(255) not null,
    child_name varchar(255) not null,
    date_of_birth date not null,
    practitioner varchar(255) not null
);
--rollback drop table advice_referral; drop table advice_record;
