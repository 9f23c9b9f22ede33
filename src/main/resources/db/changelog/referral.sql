--liquibase formatted sql

--changeset house:referral
create table referral (
  id uuid primary key,
  case_reference varchar(16) not null references case_file (reference),
  authority varchar(64) not null,
  number_in_case integer not null,
  process_instance_id varchar(64) not null,
  state varchar(16) not null,
  concern_id uuid,
  sent_by varchar(255) not null,
  sender_name varchar(255) not null,
  sender_email varchar(320),
  sender_phone varchar(64),
  as_cover boolean not null,
  from_here boolean not null,
  recorded_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint referral_number unique (case_reference, number_in_case)
);
create index referral_instance on referral (process_instance_id);

-- What was typed, as it stands now; how it came to be stands on the timeline.
create table referral_text (
  referral_id uuid not null references referral (id),
  part varchar(16) not null,
  field varchar(64) not null,
  seq bigint generated always as identity,
  label varchar(400) not null,
  text text not null,
  constraint referral_text_pk primary key (referral_id, part, field)
);

create table referral_enclosure (
  referral_id uuid not null references referral (id),
  seq bigint generated always as identity,
  source varchar(16) not null,
  source_id uuid not null,
  name varchar(500) not null,
  constraint referral_enclosure_pk primary key (referral_id, source, source_id)
);

-- Apart from everything else: nobody but who wrote it can tell that there is one (P-03).
create table referral_draft (
  case_reference varchar(16) not null references case_file (reference),
  kept_by varchar(255) not null,
  draft text not null,
  kept_at timestamp with time zone not null,
  constraint referral_draft_pk primary key (case_reference, kept_by)
);
--rollback drop table referral_draft; drop table referral_enclosure; drop table referral_text; drop table referral;
