--liquibase formatted sql

--changeset house:casefile
create table sibling_group (
  id uuid primary key,
  authority varchar(64) not null,
  created_at timestamp with time zone not null,
  created_by varchar(255) not null
);

create table case_file (
  reference varchar(16) primary key,
  authority varchar(64) not null,
  child_name varchar(255) not null,
  name_key varchar(255) not null,
  date_of_birth date not null,
  person_number varchar(64),
  legal_status varchar(255),
  restricted boolean not null,
  sibling_group uuid references sibling_group (id),
  opened_at timestamp with time zone not null,
  opened_by varchar(255) not null,
  closed_at timestamp with time zone,
  died_on date,
  constraint case_file_person_number unique (authority, person_number),
  constraint case_file_same_child unique (authority, date_of_birth, name_key),
  constraint case_file_death_after_birth check (died_on >= date_of_birth)
);
create index case_file_opened on case_file (authority, opened_at);
create index case_file_siblings on case_file (sibling_group);

-- For reporting only (P-47): nothing in a process or a letter reads this.
create table reporting_facts (
  case_reference varchar(16) primary key references case_file (reference),
  team varchar(255),
  placement_type varchar(255),
  in_area boolean,
  ethnicity varchar(255),
  disability varchar(255),
  unaccompanied boolean,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null
);

create table child_name (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  name varchar(255) not null,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null
);
create index child_name_case on child_name (case_reference, seq);

create table looked_after (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  status varchar(64) not null,
  legal_status varchar(255),
  from_day date not null,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null
);
create index looked_after_case on looked_after (case_reference, seq);

create table proceedings (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  application_type varchar(64) not null,
  court varchar(255),
  court_number varchar(64),
  issued_on date not null,
  ended_on date,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null,
  constraint proceedings_end_after_issue check (ended_on >= issued_on)
);
create index proceedings_case on proceedings (case_reference, seq);

-- Who holds a role on a day is the last row recorded that begins on or before it; a row without a name is a vacancy.
create table person_in_role (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  role varchar(64) not null,
  name varchar(255),
  email varchar(255),
  phone varchar(64),
  user_id varchar(255),
  from_day date not null,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null
);
create index person_in_role_case on person_in_role (case_reference, role, seq);
create index person_in_role_user on person_in_role (user_id);

create table cover (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  role varchar(64) not null,
  covered_user_id varchar(255) not null,
  covering_user_id varchar(255) not null,
  from_day date not null,
  until_day date not null,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null,
  constraint cover_days check (until_day >= from_day),
  constraint cover_two_people check (covered_user_id <> covering_user_id)
);
create index cover_case on cover (case_reference, role);
create index cover_user on cover (covering_user_id, until_day);

-- Superseded by a new row, never overwritten; one row at most supersedes another.
create table case_event (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  kind varchar(64) not null,
  subject varchar(255) not null,
  event_value varchar(32),
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null,
  on_behalf_of varchar(255),
  supersedes uuid references case_event (id),
  error_reason varchar(4000),
  error_at timestamp with time zone,
  error_by varchar(255),
  constraint case_event_supersedes_once unique (supersedes)
);
create index case_event_case on case_event (case_reference, kind, subject, seq);

create table timeline_record (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  kind varchar(64) not null,
  summary varchar(1000) not null,
  entries text not null,
  happened varchar(32) not null,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null,
  error_reason varchar(4000),
  error_at timestamp with time zone,
  error_by varchar(255)
);
create index timeline_record_case on timeline_record (case_reference, seq);

create table view_log (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  user_id varchar(255) not null,
  what varchar(255) not null,
  viewed_at timestamp with time zone not null
);
create index view_log_case on view_log (case_reference, seq);
create index view_log_user on view_log (user_id, seq);

-- At most one open proceedings per case, and one first event per kind and subject, kept by the database itself.
--changeset house:casefile-one-open-postgresql dbms:postgresql
create unique index proceedings_one_open on proceedings (case_reference) where ended_on is null;
create unique index case_event_one_first on case_event (case_reference, kind, subject) where supersedes is null;

-- H2 has no partial indexes; in a unique index it lets null stand any number of times.
--changeset house:casefile-one-open-h2 dbms:h2
alter table proceedings add column open_case varchar(16)
  generated always as (case when ended_on is null then case_reference end);
create unique index proceedings_one_open on proceedings (open_case);
alter table case_event add column first_case varchar(16)
  generated always as (case when supersedes is null then case_reference end);
create unique index case_event_one_first on case_event (first_case, kind, subject);

--changeset house:casefile-completion
alter table proceedings add column ended_how varchar(64);

-- One order over two tables: was this recorded before that person was, even in the same instant?
create sequence recording_order;

--changeset house:casefile-recording-order-postgresql dbms:postgresql
alter table person_in_role add column recording_order bigint not null default nextval('recording_order');
alter table timeline_record add column recording_order bigint not null default nextval('recording_order');

--changeset house:casefile-recording-order-h2 dbms:h2
alter table person_in_role add column recording_order bigint default next value for recording_order not null;
alter table timeline_record add column recording_order bigint default next value for recording_order not null;

-- What was recorded in one go, so that it can be taken back in one go (P-16); and where a record has been copied to (P-44).
--changeset house:casefile-entries
alter table case_event add column record_id uuid references timeline_record (id);
create index case_event_record on case_event (record_id);
alter table timeline_record add column on_file_at timestamp with time zone;
alter table timeline_record add column on_file_by varchar(255);

-- What the events of a looked-after review cannot say: kind and place, and of what the guardian was told last.
-- The id is the subject of the review's events, which say when it is, was held, and what was told and sent.
--changeset house:casefile-reviews
create table review (
  id uuid primary key,
  seq bigint generated always as identity,
  case_reference varchar(16) not null references case_file (reference),
  kind varchar(64) not null,
  kind_words varchar(255) not null,
  place varchar(1000),
  place_in_letter boolean not null,
  told_of varchar(2000),
  told_to varchar(255),
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null
);
create index review_case on review (case_reference, seq);
