/** @import {Batch, Candidates, Collection, ImportOptions} from './types.js' */
import {getJson, postJson} from './api.js';

/** @param {string} url of an album or a playlist @returns {Promise<Collection>} */
export const fetchCollection = url => postJson('/api/spotify/fetch', {url});

/**
 * @param {string[]} files links
 * @param {ImportOptions} options
 * @param {string} [title] after which the batch is called
 * @returns {Promise<Batch>}
 */
export function startBatch(files, options, title = '') {
  const words = title.normalize('NFKD').toLowerCase().match(/[a-z0-9]+/g)?.join('-').slice(0, 60);
  const name = words ? {job_id: `${words}-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`} : {};
  return postJson('/api/audio/batch', {...name, files, config: options});
}

/** @param {string} trackId */
const track = trackId => `/api/tracks/${encodeURIComponent(trackId)}`;

/** @param {string} trackId @returns {Promise<Candidates>} what the track's audio could be taken from */
export const getCandidates = trackId => getJson(`${track(trackId)}/sources`);

/** @param {string} trackId @param {{candidate: string} | {url: string}} choice */
export const chooseSource = (trackId, choice) => postJson(`${track(trackId)}/source`, choice);
