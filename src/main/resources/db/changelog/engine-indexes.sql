--liquibase formatted sql

--changeset house:engine-indexes-h2 dbms:h2
create index house_idx_job_due on ACT_RU_JOB(DUEDATE_);
create index house_idx_job_lock on ACT_RU_JOB(LOCK_EXP_TIME_);
create index house_idx_task_parent on ACT_RU_TASK(PARENT_TASK_ID_);

--changeset house:engine-indexes-postgresql dbms:postgresql
create index house_idx_job_due on ACT_RU_JOB(DUEDATE_);
create index house_idx_job_lock on ACT_RU_JOB(LOCK_EXP_TIME_) where LOCK_OWNER_ is not null;
create index house_idx_task_parent on ACT_RU_TASK(PARENT_TASK_ID_) where PARENT_TASK_ID_ is not null;
