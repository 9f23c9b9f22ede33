--liquibase formatted sql

--changeset house:dispute
create table dispute (
  id uuid primary key,
  case_reference varchar(16) not null references case_file (reference),
  authority varchar(64) not null,
  number_in_case integer not null,
  process_instance_id varchar(64) not null,
  state varchar(16) not null,
  stage varchar(64),
  urgent boolean not null,
  relevant boolean not null,
  department varchar(255),
  challenge_record uuid,
  draft text,
  outcome varchar(32),
  raised_at timestamp with time zone not null,
  raised_by varchar(255) not null,
  closed_at timestamp with time zone,
  constraint dispute_number unique (case_reference, number_in_case),
  constraint dispute_challenge unique (challenge_record)
);
create index dispute_authority on dispute (authority, state);
create index dispute_instance on dispute (process_instance_id);

-- What was typed, as it stands now; how it came to be stands on the timeline.
create table dispute_text (
  dispute_id uuid not null references dispute (id),
  field varchar(64) not null,
  seq bigint generated always as identity,
  label varchar(400) not null,
  text text not null,
  -- Empty before the first stage. A later stage does not wipe out what an earlier one said.
  stage varchar(64) not null,
  constraint dispute_text_pk primary key (dispute_id, stage, field)
);

create table dispute_stage (
  dispute_id uuid not null references dispute (id),
  stage varchar(64) not null,
  label varchar(255) not null,
  seq bigint generated always as identity,
  skipped boolean not null,
  reason varchar(4000),
  at timestamp with time zone not null,
  recorded_by varchar(255) not null,
  constraint dispute_stage_pk primary key (dispute_id, stage)
);

create table dispute_action (
  id uuid primary key,
  dispute_id uuid not null references dispute (id),
  seq bigint generated always as identity,
  stage varchar(64) not null,
  action varchar(1000) not null,
  owner varchar(255),
  due_on date,
  in_place_on date,
  dropped_because varchar(1000),
  difference varchar(4000),
  checked_by varchar(255)
);
create index dispute_action_dispute on dispute_action (dispute_id);
--rollback drop table dispute_action; drop table dispute_stage; drop table dispute_text; drop table dispute;
