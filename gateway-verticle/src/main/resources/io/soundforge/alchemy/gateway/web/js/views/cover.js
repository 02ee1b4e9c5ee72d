import {html, nothing} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';

/** Spotify's covers come in several sizes, which these letters in their names tell apart. */
const SIZE = /^(https:\/\/[a-z0-9.-]+\/image\/ab67616d0000)b273/;

/** @param {string} url @returns {string} of small pictures where there are some, for ordinary screens and fine ones */
const inSizes = url => (SIZE.test(url) ? `${url.replace(SIZE, '$14851')} 64w, ${url.replace(SIZE, '$11e02')} 300w` : '');

/**
 * The cover on a tile that shows a letter until it comes, and if it does not. Its size is fixed, so nothing moves. What it
 * shows is said beside it, so that it says nothing to those who hear the page.
 *
 * @param {{id: string, name: string, coverUrl?: string | null}} track
 * @param {number} [size] pixels
 */
export function cover({id, name, coverUrl}, size = 40) {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const initial = name.match(/[\p{L}\p{N}]/u)?.[0].toUpperCase() ?? '♪';
  return html`
    <span class="cover" aria-hidden="true" style=${styleMap({'--hue': String(hue)})}>${initial}${coverUrl?.startsWith('https:') ? picture(coverUrl, size) : nothing}</span>`;
}

/** @param {string} url @param {number} size */
const picture = (url, size) => html`
  <img .srcset=${inSizes(url)} sizes="${size}px" src=${url} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"
    @load=${show} @error=${hide}>`;

/** The element is used again for another track's picture. @param {Event} event */
const show = ({target}) => (/** @type {HTMLImageElement} */ (target).hidden = false);

/** @param {Event} event */
function hide({target}) {
  const image = /** @type {HTMLImageElement} */ (target);
  // Not every cover has other sizes.
  if (image.srcset) image.srcset = '';
  else image.hidden = true;
}
