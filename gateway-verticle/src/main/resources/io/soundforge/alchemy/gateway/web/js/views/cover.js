/** @import {Track} from '../types.js' */
import {html} from 'lit';
import {styleMap} from 'lit/directives/style-map.js';

/**
 * A coloured tile instead of the cover: the picture lies on another server, and this page asks nobody but its own.
 *
 * @param {Track} track
 */
export function cover({id, name}) {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const initial = [...name.trim()][0]?.toUpperCase() ?? '♪';
  return html`<span class="cover" aria-hidden="true" style=${styleMap({'--hue': String(hue)})}>${initial}</span>`;
}
