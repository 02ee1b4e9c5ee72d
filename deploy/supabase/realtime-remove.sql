-- Undoes realtime.sql.
drop trigger if exists tell_job_status on public.jobs;
drop function if exists public.tell_job_status();
drop table if exists public.job_status;
