--liquibase formatted sql

--changeset house:planned-moves
-- Moves of work from a later day. What became of one stands in its lines.
create table planned_move (
    id uuid not null primary key,
    authority varchar(64) not null,
    person varchar(255) not null,
    person_name varchar(500) not null,
    taker varchar(255) not null,
    taker_name varchar(500) not null,
    from_day date not null,
    all_cases boolean not null,
    email varchar(255),
    phone varchar(64),
    reason varchar(1000) not null,
    planned_at timestamp with time zone not null,
    planned_by varchar(255) not null,
    planned_by_name varchar(500) not null,
    state varchar(16) not null,
    problem varchar(2000),
    settled_at timestamp with time zone,
    settled_by varchar(255)
);
create index planned_move_state on planned_move (authority, state, from_day);

-- ASKED: a case ticked. DONE, LEFT (text says why), UNTOLD (why), LETTER (to whom, about how many cases): what became of it.
create table planned_move_line (
    move_id uuid not null references planned_move (id),
    kind varchar(16) not null,
    seq integer not null,
    reference varchar(16),
    text varchar(2000),
    cases integer,
    primary key (move_id, kind, seq)
);
--rollback drop table planned_move_line; drop table planned_move;
