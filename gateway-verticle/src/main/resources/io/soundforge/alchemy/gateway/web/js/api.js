import {session} from './session.js';

/** @import {Config, ImportOptions, Job, LiveIndex, Model, Track} from './types.js' */

/** The server's no, in the server's words. */
export class ApiError extends Error {
  /**
   * @param {string} message for people
   * @param {number} status HTTP status; 0 when there was no answer
   * @param {string} code for programs
   */
  constructor(message, status, code) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

const unreachable = () => new ApiError('The server does not answer. Is it still running?', 0, 'unreachable');

/**
 * @param {number} status
 * @param {string} body problem+json, or anything a proxy in between may have sent
 */
function problem(status, body) {
  try {
    const {detail, error, title, code} = JSON.parse(body);
    return new ApiError(detail ?? error ?? title ?? `The server answered ${status}.`, status, code ?? 'unknown');
  } catch {
    return new ApiError(`The server answered ${status}.`, status, 'unknown');
  }
}

/** @param {string | null} [token] @returns {Record<string, string>} */
const authorization = (token = session.token) => (token === null ? {} : {authorization: `Bearer ${token}`});

/**
 * With the token of this session; once more with another if that has just run out.
 *
 * @param {string} path
 * @param {RequestInit} [init] with a body that can be sent twice
 * @returns {Promise<Response>} only when the server said yes
 */
async function send(path, init) {
  const {token} = session;
  let response = await sendOnce(path, init);
  if (response.status === 401 && token !== null && (session.token !== token || (await session.renew()))) {
    response = await sendOnce(path, init);
  }
  if (!response.ok) {
    const refused = problem(response.status, await response.text());
    if (response.status === 401) session.refused(refused.message);
    throw refused;
  }
  return response;
}

/** @param {string} path @param {RequestInit} [init] */
async function sendOnce(path, init) {
  try {
    return await fetch(path, {...init, headers: {...authorization(), ...init?.headers}});
  } catch (error) {
    throw init?.signal?.aborted ? error : unreachable();
  }
}

/** @param {string} token fails unless it opens something here */
export async function checkCredential(token) {
  const response = await sendOnce('/api/tracks?limit=1', {headers: authorization(token)});
  if (!response.ok) throw problem(response.status, await response.text());
}

/** @param {string} path */
export const getJson = async path => (await send(path, {headers: {accept: 'application/json'}})).json();

/** @param {string} path @param {object} body @param {AbortSignal} [signal] */
export const postJson = async (path, body, signal) => (await send(path, {
  method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(body), signal,
})).json();

/** @param {string} path */
export const fetchBlob = async path => (await send(path)).blob();

/** @param {string[]} paths @returns {Promise<string[]>} addresses that open them for a while without headers */
export const signPaths = async paths => (await postJson('/api/files/sign', {paths})).urls;

/** @param {string} path @param {string} method */
export const sendJson = async (path, method) => (await send(path, {method})).json();

/** @param {string} id */
const trackPath = id => `/api/tracks/${encodeURIComponent(id)}`;

/**
 * @param {{limit: number, after?: string | null, query?: string}} page
 * @returns {Promise<{tracks: Track[], next: string | null}>} newest first
 */
export function listTracks({limit, after, query}) {
  const part = new URLSearchParams({limit: String(limit), ...(after ? {after} : {}), ...(query ? {query} : {})});
  return getJson(`/api/tracks?${part}`);
}

/** @param {string} id @returns {Promise<Track>} */
export const getTrack = id => getJson(trackPath(id));

/** @param {string} id */
export const deleteTrack = id => send(trackPath(id), {method: 'DELETE'});

/** @param {string} id @returns {Promise<Job>} */
export const cancelJob = id => sendJson(`/api/jobs/${encodeURIComponent(id)}`, 'DELETE');

/** @param {string} id of a job that failed @returns {Promise<Job>} */
export const retryJob = id => sendJson(`/api/jobs/${encodeURIComponent(id)}/retry`, 'POST');

/** @param {string} id @param {string} jobId of a separation */
const separationPath = (id, jobId) => `${trackPath(id)}/separations/${encodeURIComponent(jobId)}`;

/** @param {string} id @param {string} jobId @returns {Promise<LiveIndex>} what can be heard while it runs */
export const getLive = (id, jobId) => getJson(`${separationPath(id, jobId)}/live`);

/** @param {string} id @param {string} jobId @param {number} seconds where somebody listens */
export const putPlayhead = (id, jobId, seconds) => send(`${separationPath(id, jobId)}/playhead`, {
  method: 'PUT', headers: {'content-type': 'application/json'}, body: JSON.stringify({seconds}),
});

/** @returns {Promise<Model[]>} */
export const listModels = () => getJson('/api/models');

/** @returns {Promise<Config>} */
export const getConfig = () => getJson('/api/config');

/**
 * @param {string} url
 * @param {ImportOptions} options
 * @returns {Promise<{track: Track, jobs: Job[]}>}
 */
export async function importLink(url, options) {
  const headers = {'content-type': 'application/json'};
  return (await send('/api/tracks', {method: 'POST', headers, body: JSON.stringify({url, options})})).json();
}

/**
 * Uploads with XMLHttpRequest, because fetch does not tell how much of a body has been sent.
 *
 * @param {File} file
 * @param {ImportOptions} options
 * @param {(fraction: number) => void} onProgress
 * @returns {Promise<{track: Track, jobs: Job[]}>}
 */
export function importFile(file, options, onProgress) {
  const form = new FormData();
  form.append('options', JSON.stringify(options));
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/tracks');
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value);
    request.upload.onprogress = event => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(unreachable());
    request.onload = () => request.status < 300
      ? resolve(JSON.parse(request.responseText))
      : reject(problem(request.status, request.responseText));
    request.send(form);
  });
}

/**
 * @param {string} url
 * @param {number} first offset of the first byte
 * @param {number} end offset behind the last one
 * @param {AbortSignal} signal
 * @returns {Promise<ArrayBuffer>} all of these bytes
 */
export async function fetchRange(url, first, end, signal) {
  const bytes = await (await send(url, {headers: {range: `bytes=${first}-${end - 1}`}, signal})).arrayBuffer();
  if (bytes.byteLength !== end - first) throw new ApiError('The server sent less than it has.', 206, 'short');
  return bytes;
}

/**
 * @param {string} url
 * @param {(bytes: number) => void} onBytes called with the length of every piece that arrives
 * @param {AbortSignal} signal
 * @returns {Promise<ArrayBuffer>}
 */
export async function fetchBytes(url, onBytes, signal) {
  const response = await send(url, {signal});
  const counted = new TransformStream({
    transform(piece, controller) {
      onBytes(piece.byteLength);
      controller.enqueue(piece);
    },
  });
  return new Response(response.body?.pipeThrough(counted)).arrayBuffer();
}
