/** @import {Batch, Candidates, Collection, ImportOptions} from './types.js' */
import {getJson, postJson} from './api.js';

/** @param {string} url of an album or a playlist @returns {Promise<Collection>} */
export const fetchCollection = url => postJson('/api/spotify/fetch', {url});

/** @param {string[]} files links @param {ImportOptions} options @returns {Promise<Batch>} */
export const startBatch = (files, options) => postJson('/api/audio/batch', {files, config: options});

/** @param {string} trackId */
const track = trackId => `/api/tracks/${encodeURIComponent(trackId)}`;

/** @param {string} trackId @returns {Promise<Candidates>} what the track's audio could be taken from */
export const getCandidates = trackId => getJson(`${track(trackId)}/sources`);

/** @param {string} trackId @param {{candidate: string} | {url: string}} choice */
export const chooseSource = (trackId, choice) => postJson(`${track(trackId)}/source`, choice);
