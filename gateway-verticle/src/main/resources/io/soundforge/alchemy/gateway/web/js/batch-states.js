/** @import {Batch, BatchStatus} from './types.js' */

/** In the order in which they are shown. @type {{status: BatchStatus, words: string, tone: string}[]} */
export const STATES = [
  {status: 'queued', words: 'Waiting', tone: 'calm'},
  {status: 'processing', words: 'Working', tone: 'busy'},
  {status: 'completed', words: 'Done', tone: 'good'},
  {status: 'partial', words: 'Partly done', tone: 'warn'},
  {status: 'error', words: 'Failed', tone: 'bad'},
  {status: 'cancelled', words: 'Cancelled', tone: 'calm'},
];

/** @param {BatchStatus} status */
export const stateOf = status => STATES.find(state => state.status === status) ?? STATES[0];

/** @param {Batch} batch @param {BatchStatus} status @returns {number} how many of its files stand like this */
export const countOf = (batch, status) => (status === 'error' ? batch.failed : batch[status]);

/** @param {Batch} batch */
export const isUnderWay = batch => batch.queued + batch.processing > 0;

/** @param {Batch} batch @returns {number} files that a retry may help */
export const retryable = batch => batch.failed + batch.partial;
