--liquibase formatted sql

-- What the events of a looked-after review cannot say: kind and place, and of what the guardian was told last.
-- The id is the subject of the review's events, which say when it is, was held, and what was told and sent.
--changeset house:reviews
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
--rollback drop table review;
