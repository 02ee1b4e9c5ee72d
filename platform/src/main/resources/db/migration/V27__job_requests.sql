-- Owned by package jobs: which request asked for a job.

-- Its id, as the access log has it; null for jobs that no request asked for.
alter table jobs add column request_id text;
