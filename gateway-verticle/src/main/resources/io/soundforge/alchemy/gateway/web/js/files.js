import {fetchBlob, signPaths} from './api.js';
import {session} from './session.js';

/**
 * Addresses of files for players and downloads, which send no headers: signed by the server, and good for a while. On a
 * server without sign-in the paths themselves.
 *
 * @param {string[]} paths
 * @returns {Promise<string[]>} in the same order
 */
export async function openable(paths) {
  if (session.token === null || paths.length === 0) return paths;
  try {
    return await signPaths(paths);
  } catch (error) {
    if (![404, 405].includes(/** @type {import('./api.js').ApiError} */ (error).status)) throw error;
    // A server that signs nothing: then the bytes come first, with the headers that they need.
    return Promise.all(paths.map(async path => URL.createObjectURL(await fetchBlob(path))));
  }
}

/**
 * Saves what a link leads to, for links that would be refused without headers.
 *
 * @param {MouseEvent} event a click on a link with `download`
 */
export async function save(event) {
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  if (session.token === null) return;
  event.preventDefault();
  const [url] = await openable([new URL(link.href).pathname]).catch(error => {
    link.dispatchEvent(new CustomEvent('complaint', {detail: error, bubbles: true}));
    throw error;
  });
  const opened = Object.assign(document.createElement('a'), {href: url, download: link.download});
  opened.click();
  if (url.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
