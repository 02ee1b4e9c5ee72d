/** @import {ConnectionState} from '../live.js' */
/** @import {Session} from '../session.js' */
import {html, nothing} from 'lit';
import * as icons from './icons.js';

const CONNECTION = {
  connecting: 'Connecting…',
  live: 'Live',
  waiting: 'Reconnecting…',
  offline: 'Offline',
};

/**
 * @param {ConnectionState | null} state null before anybody signed in
 * @param {boolean} onBatches whether the batches are on screen
 * @param {Session} session
 * @param {() => void} signOut
 */
export const bar = (state, onBatches, session, signOut) => html`
  <header class="bar">
    <a class="brand" href="#/">${icons.mark}<span>Sound Forge Alchemy</span></a>
    ${state === null ? nothing : html`
      <nav class="places" aria-label="Pages">
        <a href="#/batches" data-testid="to-batches" aria-current=${onBatches ? 'page' : 'false'}>Batches</a>
      </nav>
      <span class="connection" role="status" data-testid="connection-state" data-state=${state}
        title=${state === 'live' ? 'Progress arrives as it happens' : 'Progress is asked for every few seconds'}>
        <span class="dot" aria-hidden="true"></span>${CONNECTION[state]}
      </span>`}
    ${session.state === 'in' ? html`
      <span class="who">
        <span class="facts" data-testid="who">${session.name}</span>
        <button class="button small" data-testid="sign-out" @click=${signOut}>Sign out</button>
      </span>` : nothing}
  </header>`;
