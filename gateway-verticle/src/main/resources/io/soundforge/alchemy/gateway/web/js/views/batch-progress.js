/** @import {Batch} from '../types.js' */
import {html, nothing} from 'lit';
import {countOf, stateOf, STATES} from '../batch-states.js';

/** @param {Batch} batch */
export const batchPill = batch => {
  const {words, tone} = stateOf(batch.status);
  return html`<span class="pill" data-tone=${tone} data-testid="batch-status" data-status=${batch.status}>${words}</span>`;
};

/** @param {Batch} batch */
export const batchBar = batch => html`
  <span class="track-bar" data-tone=${stateOf(batch.status).tone} role="progressbar" aria-label="Progress of ${batch.job_id}" aria-valuemin="0" aria-valuemax="100"
    aria-valuenow=${Math.floor(batch.progress)} style="--part: ${batch.progress}%"></span>`;

/** @param {Batch} batch @returns {unknown} such as 12 Done · 3 Failed */
export const batchCounts = batch => html`
  <ul class="counts" aria-label="Files by state">
    ${STATES.map(({status, words, tone}) => countOf(batch, status) === 0 ? nothing : html`
      <li data-tone=${tone} data-testid="count-${status}">${countOf(batch, status)} ${words.toLowerCase()}</li>`)}
  </ul>`;
