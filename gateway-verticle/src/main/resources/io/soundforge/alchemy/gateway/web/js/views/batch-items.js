/** @import {BatchItem} from '../types.js' */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {stateOf} from '../batch-states.js';

/** @param {BatchItem[]} items of one part */
export function batchItems(items) {
  if (items.length === 0) return html`<p class="missing">No file stands like this now.</p>`;
  return html`
    <div class="table" tabindex="0" role="region" aria-label="Files of the batch">
      <table data-testid="batch-items">
        <thead><tr><th scope="col">No.</th><th scope="col">File</th><th scope="col">State</th></tr></thead>
        <tbody>${repeat(items, item => item.index, row)}</tbody>
      </table>
    </div>`;
}

/** @param {BatchItem} item */
function row(item) {
  const {words, tone} = stateOf(item.status);
  const running = item.status === 'processing';
  return html`
    <tr data-testid="batch-item" data-index=${item.index} data-status=${item.status}>
      <td class="facts">${item.index + 1}</td>
      <td class="file">
        ${item.track_id === null ? item.file : html`<a href="#/tracks/${encodeURIComponent(item.track_id)}">${item.file}</a>`}
        ${item.error && item.status !== 'cancelled' ? html`<p class="problem">${item.error}</p>` : nothing}
      </td>
      <td>
        <span class="pill" data-tone=${tone}>${words}${running ? ` ${Math.floor(item.progress)} %` : nothing}</span>
      </td>
    </tr>`;
}
