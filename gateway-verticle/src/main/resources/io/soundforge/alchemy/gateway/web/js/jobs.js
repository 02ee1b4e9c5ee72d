/** @import {Job, JobKind, Track} from './types.js' */

/** @type {{kind: JobKind, label: string, doing: string}[]} in the order in which they happen */
export const STAGES = [
  {kind: 'resolve', label: 'Find', doing: 'Reading the link'},
  {kind: 'download', label: 'Fetch', doing: 'Fetching'},
  {kind: 'separate', label: 'Separate', doing: 'Separating'},
  {kind: 'analyze', label: 'Analyse', doing: 'Analysing'},
];

/** @param {Job} job */
export const isSettled = job => ['completed', 'failed', 'cancelled'].includes(job.status);

/** @param {Pick<Track, 'jobs'>} track */
export const liveJobs = track => track.jobs.filter(job => !isSettled(job));

/** Somebody has to choose a recording before it goes on. @param {Job | undefined} job */
export const waitsForChoice = job => job?.status === 'queued' && job.errorCode === 'choice_needed';

/** An attempt that was put off with a reason did not count, so its number goes back by one. @param {Job} known @param {Job} news */
const isPutOff = (known, news) => news.status === 'queued' && news.errorCode !== null && news.attempt === known.attempt - 1;

/** What failed may be tried again, as the same job. @param {Job} known @param {Job} news */
const isReopened = (known, news) => known.status !== 'completed' && news.status === 'queued' && news.attempt === 0 && !news.startedAt;

/**
 * What is known of a job after news of it. News may come twice, late, or out of order: the end is the end, an earlier
 * attempt is history, and within an attempt progress never goes back.
 *
 * @param {Job | undefined} known
 * @param {Job} news
 * @param {boolean} inOrder whether the news is certainly no older than what is known; else it opens nothing again
 * @returns {Job} `known` itself when the news changes nothing
 */
export function mergeJob(known, news, inOrder) {
  if (!known) return news;
  if (isSettled(known)) return inOrder && isReopened(known, news) ? news : known;
  if (isPutOff(known, news)) return news;
  if (news.attempt < known.attempt) return known;
  if (isSettled(news) || news.attempt > known.attempt) return news;
  const stale = news.status === 'running' && news.progress < known.progress;
  return stale ? known : {...news, progress: Math.max(known.progress, news.progress)};
}

/**
 * An export makes files to take away and does not change the track: it is left out.
 *
 * @param {Job[]} known
 * @param {Job[]} news
 * @param {boolean} [inOrder] as in {@link mergeJob}
 * @returns {Job[]} oldest first
 */
export function mergeJobs(known, news, inOrder = false) {
  const merged = new Map(known.map(job => [job.id, job]));
  for (const job of news.filter(({kind}) => kind !== 'export')) merged.set(job.id, mergeJob(merged.get(job.id), job, inOrder));
  return [...merged.values()].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/**
 * @param {Job[]} jobs
 * @returns {Map<JobKind, Job>} the latest of each kind
 */
export function latestByKind(jobs) {
  return new Map(mergeJobs([], jobs).map(job => [job.kind, job]));
}

/** @param {Job[]} jobs @returns {Job | undefined} what to try again: the first that failed by itself */
export const firstFailed = jobs => STAGES.map(({kind}) => latestByKind(jobs).get(kind)).find(job => job?.status === 'failed');

/**
 * The job to name when there is room for one: the running one that has the farthest to go.
 *
 * @param {Job[]} jobs
 * @returns {Job | undefined}
 */
export function foremost(jobs) {
  const running = jobs.filter(job => job.status === 'running');
  return running.sort((a, b) => a.progress - b.progress)[0];
}
