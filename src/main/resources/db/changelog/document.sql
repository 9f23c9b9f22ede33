--liquibase formatted sql

--changeset house:document
create table court_document (
  case_reference varchar(16) not null references case_file (reference),
  subject varchar(255) not null,
  seq bigint generated always as identity,
  type varchar(64) not null,
  title varchar(255),
  held varchar(255),
  solicitor varchar(255),
  reason varchar(4000),
  process_instance_id varchar(64),
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null,
  constraint court_document_pk primary key (case_reference, subject)
);
create index court_document_instance on court_document (process_instance_id);

create table court_document_file (
  id uuid primary key,
  case_reference varchar(16) not null,
  subject varchar(255) not null,
  name varchar(255) not null,
  media_type varchar(128) not null,
  size_bytes bigint not null,
  sha256 varchar(64) not null,
  recorded_at timestamp with time zone not null,
  recorded_by varchar(255) not null,
  removed_reason varchar(4000),
  removed_at timestamp with time zone,
  removed_by varchar(255),
  constraint court_document_file_document foreign key (case_reference, subject)
    references court_document (case_reference, subject)
);
create index court_document_file_case on court_document_file (case_reference, subject);

-- Apart from what describes it, so that a list never reads it.
--changeset house:document-content-h2 dbms:h2
create table court_document_content (
  file_id uuid primary key references court_document_file (id),
  content blob not null
);

--changeset house:document-content-postgresql dbms:postgresql
create table court_document_content (
  file_id uuid primary key references court_document_file (id),
  content bytea not null
);
