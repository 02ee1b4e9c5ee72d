/** @import {Track} from './types.js' */
import {foremost, latestByKind, liveJobs, STAGES, waitsForChoice} from './jobs.js';

/** @type {Record<import('./types.js').TrackStatus, {words: string, tone: string}>} */
const RESTING = {
  pending: {words: 'Waiting', tone: 'calm'},
  processing: {words: 'Working', tone: 'busy'},
  ready: {words: 'Ready', tone: 'good'},
  partial: {words: 'Partly done', tone: 'warn'},
  error: {words: 'Failed', tone: 'bad'},
};

/**
 * Where a track stands, in a word or two.
 *
 * @param {Pick<Track, 'jobs' | 'status'>} track
 * @returns {{words: string, tone: string, progress: number | null}} progress in percent over all stages; null at rest
 */
export function statusOf(track) {
  const jobs = [...latestByKind(track.jobs).values()];
  if (liveJobs({jobs}).length === 0) return {...RESTING[track.status], progress: null};
  const done = jobs.reduce((sum, job) => sum + (job.status === 'completed' ? 100 : job.progress), 0);
  const job = foremost(jobs);
  const doing = STAGES.find(stage => stage.kind === job?.kind)?.doing;
  if (jobs.some(waitsForChoice)) return {words: 'Your choice', tone: 'warn', progress: done / jobs.length};
  const words = job ? `${doing} ${Math.floor(job.progress)} %` : 'Waiting';
  return {words, tone: job ? 'busy' : 'calm', progress: done / jobs.length};
}
