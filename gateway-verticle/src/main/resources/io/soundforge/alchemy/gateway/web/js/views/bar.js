/** @import {ConnectionState} from '../live.js' */
import {html} from 'lit';
import * as icons from './icons.js';

const CONNECTION = {
  connecting: 'Connecting…',
  live: 'Live',
  waiting: 'Reconnecting…',
  offline: 'Offline',
};

/** @param {ConnectionState} state @param {boolean} onBatches whether the batches are on screen */
export const bar = (state, onBatches) => html`
  <header class="bar">
    <a class="brand" href="#/">${icons.mark}<span>Sound Forge Alchemy</span></a>
    <nav class="places" aria-label="Pages">
      <a href="#/batches" data-testid="to-batches" aria-current=${onBatches ? 'page' : 'false'}>Batches</a>
    </nav>
    <span class="connection" role="status" data-testid="connection-state" data-state=${state}
      title=${state === 'live' ? 'Progress arrives as it happens' : 'Progress is asked for every few seconds'}>
      <span class="dot" aria-hidden="true"></span>${CONNECTION[state]}
    </span>
  </header>`;
