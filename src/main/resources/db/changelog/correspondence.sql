--liquibase formatted sql

--changeset house:correspondence
create table correspondence_item (
    id uuid not null primary key,
    case_reference varchar(64) not null,
    authority varchar(64) not null,
    template varchar(100) not null,
    letter boolean not null,
    title varchar(500) not null,
    html text not null,
    state varchar(16) not null,
    recorded_at timestamp with time zone not null,
    recorded_by varchar(255) not null,
    not_before timestamp with time zone,
    sent_at timestamp with time zone,
    problem varchar(2000)
);
create index correspondence_item_case on correspondence_item (case_reference, template);

create table correspondence_recipient (
    id uuid not null primary key,
    item_id uuid not null references correspondence_item (id),
    position_no integer not null,
    is_copy boolean not null,
    role varchar(100) not null,
    person_id uuid,
    person_from date,
    name varchar(500) not null,
    email varchar(320),
    message_id varchar(500) not null unique,
    subject varchar(1000) not null,
    mail_html text not null,
    attach_letter boolean not null,
    state varchar(16) not null,
    sent_at timestamp with time zone,
    problem varchar(2000)
);
create index correspondence_recipient_item on correspondence_recipient (item_id);
--rollback drop table correspondence_recipient; drop table correspondence_item;

-- All cases a letter about several lists; the item itself is kept with the first of them.
--changeset house:correspondence-about-several
create table correspondence_case (
    item_id uuid not null references correspondence_item (id),
    case_reference varchar(64) not null,
    primary key (item_id, case_reference)
);
create index correspondence_case_reference on correspondence_case (case_reference);
--rollback drop table correspondence_case;

-- A morning digest is about a person's cases, not kept with one of them. Its lines say which cases and missed targets it
-- told of, so that a death withholds it and nobody is told the same twice the same morning.
--changeset house:correspondence-digest
alter table correspondence_item alter column case_reference drop not null;
create index correspondence_item_recorded on correspondence_item (authority, template, recorded_at);
create table correspondence_line (
    item_id uuid not null references correspondence_item (id),
    case_reference varchar(64) not null,
    rule varchar(128) not null,
    missed boolean not null
);
create index correspondence_line_item on correspondence_line (item_id);
create index correspondence_line_case on correspondence_line (case_reference, rule);

-- What a letter is about where a case has several of the kind at once, and which target a message says was missed.
--changeset house:correspondence-subject
alter table correspondence_item add rule varchar(128);
alter table correspondence_item add subject varchar(128);
update correspondence_item set rule = left(template, length(template) - 8) where template like '%-overdue';
--rollback alter table correspondence_item drop column subject; alter table correspondence_item drop column rule;
