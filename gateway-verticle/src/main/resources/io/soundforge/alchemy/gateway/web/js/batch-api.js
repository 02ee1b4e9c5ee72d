/** @import {Batch, BatchPart} from './types.js' */
import {getJson, sendJson} from './api.js';

/** @param {string} id */
const jobPath = id => `/api/jobs/${encodeURIComponent(id)}`;

/** @param {Record<string, string | null>} fields @returns {string} those that have a value */
const query = fields => String(new URLSearchParams(
  Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : []))));

/**
 * @param {string | null} cursor
 * @returns {Promise<{batches: Batch[], next: string | null}>} newest first
 */
export const listBatches = cursor => getJson(`/api/audio/batch?${query({limit: '20', cursor})}`);

/**
 * @param {string} id
 * @param {{state: string | null, cursor: string | null}} part of its files
 * @returns {Promise<BatchPart>}
 */
export const getBatch = (id, {state, cursor}) => getJson(`${jobPath(id)}?${query({limit: '50', state, cursor})}`);

/** @param {string} id @returns {Promise<Batch>} */
export const cancelBatch = id => sendJson(jobPath(id), 'DELETE');

/** @param {string} id @returns {Promise<{retried: number, batch: Batch}>} */
export const retryBatch = id => sendJson(`${jobPath(id)}/retry`, 'POST');
