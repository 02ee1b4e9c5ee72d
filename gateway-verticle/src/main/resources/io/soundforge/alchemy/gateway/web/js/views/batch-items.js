/** @import {BatchItem} from '../types.js' */
/** @import {Library} from '../library.js' */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {stateOf} from '../batch-states.js';
import {liveJobs} from '../jobs.js';
import {statusOf} from '../status.js';

/** @param {BatchItem[]} items of one part @param {Library | null} library that may know more of their tracks */
export function batchItems(items, library) {
  if (items.length === 0) return html`<p class="missing">No file stands like this now.</p>`;
  return html`
    <div class="table" tabindex="0" role="region" aria-label="Files of the batch">
      <table data-testid="batch-items">
        <thead><tr><th scope="col">No.</th><th scope="col">File</th><th scope="col">State</th></tr></thead>
        <tbody>${repeat(items, item => item.index, item => row(item, library))}</tbody>
      </table>
    </div>`;
}

/** @param {BatchItem} item @param {Library | null} library */
function row(item, library) {
  const track = library?.track(item.track_id);
  const moving = track && liveJobs(track).length > 0 && ['queued', 'processing'].includes(item.status);
  const {words, tone} = moving ? statusOf(track) : stateOf(item.status);
  const running = item.status === 'processing' && !moving;
  return html`
    <tr data-testid="batch-item" data-index=${item.index} data-status=${item.status}>
      <td class="facts">${item.index + 1}</td>
      <td class="file">
        ${item.track_id === null ? item.file : html`<a href="#/tracks/${encodeURIComponent(item.track_id)}" title=${item.file}>${named(track) ?? item.file}</a>`}
        ${item.error && item.status !== 'cancelled' ? html`<p class="problem">${item.error}</p>` : nothing}
      </td>
      <td>
        <span class="pill" data-tone=${tone}>${words}${running ? ` ${Math.floor(item.progress)} %` : nothing}</span>
      </td>
    </tr>`;
}

/** @param {import('../types.js').Track | undefined} track @returns {string | undefined} as people call it */
const named = track => track && [track.artist, track.name].filter(Boolean).join(' – ');
