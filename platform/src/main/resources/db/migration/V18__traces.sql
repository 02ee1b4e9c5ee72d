-- Owned by package jobs: which trace a job belongs to.

-- That of the request that asked for the job, as W3C Trace Context writes it; null for jobs that nobody follows.
alter table jobs add column traceparent text;
