/** @import {Job} from '../types.js' */
import {html, nothing} from 'lit';
import {elapsed} from '../format.js';
import {isSettled, latestByKind, STAGES} from '../jobs.js';
import * as icons from './icons.js';

const STATUS = {
  queued: 'Waiting', running: 'Running', completed: 'Done', failed: 'Failed', cancelled: 'Cancelled',
};

/**
 * The steps of a track's way, each with its progress.
 *
 * @param {Job[]} jobs
 * @param {(jobId: string) => void} cancel
 */
export function stages(jobs, cancel) {
  const latest = latestByKind(jobs);
  const compact = [...latest.values()].every(job => job.status === 'completed');
  return html`
    <ol class="stages" aria-label="Progress" data-compact=${compact}>
      ${STAGES.map(({kind, label}) => {
        const job = latest.get(kind);
        return job ? stage(job, label, cancel) : nothing;
      })}
    </ol>`;
}

/** @param {Job} job that never had its turn, because one before it failed */
const isSkipped = job => job.errorCode === 'predecessor_failed';

/** @param {Job} job @param {string} label @param {(jobId: string) => void} cancel */
function stage(job, label, cancel) {
  const percent = job.status === 'completed' ? 100 : job.progress;
  return html`
    <li class="stage" data-testid="stage-${job.kind}" data-status=${job.status} data-skipped=${isSkipped(job)}
      data-progress=${Math.round(percent)}>
      <span class="sign" aria-hidden="true">${sign(job)}</span>
      <span class="label">${label}</span>
      <span class="facts">${detail(job)}</span>
      ${isSettled(job) ? nothing : html`
        <button class="plain" data-testid="cancel-${job.kind}" aria-label="Cancel: ${label}" title="Cancel this step"
          @click=${() => cancel(job.id)}>${icons.close}</button>
        <span class="track-bar" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100"
          aria-valuenow=${Math.round(percent)} style="--part: ${percent}%"></span>`}
      ${job.error && job.status !== 'cancelled' && !isSkipped(job) ? html`<p class="problem">${job.error}</p>` : nothing}
    </li>`;
}

/** @param {Job} job */
function sign(job) {
  if (job.status === 'completed') return icons.check;
  if (job.status === 'failed') return isSkipped(job) ? icons.minus : icons.warning;
  return job.status === 'cancelled' ? icons.close : nothing;
}

/** @param {Job} job @returns {string} such as 43 % · segment 12 of 30 · attempt 2 of 3 */
function detail(job) {
  const {status, progress, stage: doing, attempt, maxAttempts, startedAt, finishedAt} = job;
  if (isSkipped(job)) return 'Skipped: a step before it failed';
  const running = status === 'running';
  return [
    running ? `${Math.floor(progress)} %` : status === 'completed' ? elapsed(startedAt, finishedAt) || STATUS[status] : STATUS[status],
    running && doing,
    attempt > 1 && status !== 'completed' && `attempt ${attempt} of ${maxAttempts}`,
  ].filter(Boolean).join(' · ');
}
