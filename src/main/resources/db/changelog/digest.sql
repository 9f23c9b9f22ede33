--liquibase formatted sql

--changeset house:digest
-- Which instance of the process waits for the next morning; only that one writes and begins the next.
create table digest_clock (
    authority varchar(64) not null primary key,
    process_instance_id varchar(64),
    last_day date
);

-- Who is written to on a day, a hundred to a batch; one row per person and day, so that nobody is written to twice.
create table digest_person (
    authority varchar(64) not null,
    day_of date not null,
    recipient varchar(255) not null,
    user_id varchar(255),
    user_groups varchar(1000) not null,
    pools varchar(1000) not null,
    email varchar(320) not null,
    name varchar(500) not null,
    batch integer not null,
    state varchar(16) not null,
    item_id uuid,
    primary key (authority, day_of, recipient)
);
--rollback drop table digest_person; drop table digest_clock;
