/** @import {Stem} from '../types.js' */
/** @import {LiveFeed} from '../player/live-feed.js' */
/** @import {Player} from '../player/player.js' */
import {html, nothing} from 'lit';
import {bytes, clock} from '../format.js';

/** The part of the bar that belongs to reading; the rest is for decoding. */
const READING_PART = 0.7;

/** @param {Player} player @param {Stem[]} stems on their way */
export function stemsLoading(player, stems) {
  const total = stems.reduce((sum, stem) => sum + stem.size, 0);
  const read = total ? Math.min(1, player.loadedBytes / total) : 0;
  const part = read * READING_PART + (player.decoded / stems.length) * (1 - READING_PART);
  return html`
    <div class="loading" role="status" data-testid="player-loading">
      <p>Loading ${stems.length} stems <span class="facts" aria-hidden="true">${bytes(player.loadedBytes)} of ${bytes(total)}</span></p>
      <span class="track-bar" style="--part: ${part * 100}%"></span>
    </div>`;
}

/** @param {Player} player @param {number} stems how many there are @returns {unknown} what a listener should know */
export function playerNotes(player, stems) {
  if (player.phase === 'failed') {
    return html`<p class="note bad" role="alert" data-testid="player-error">This cannot be played here: ${player.error?.message}</p>`;
  }
  const limited = player.streamed && stems > 0;
  return html`${limited ? LIMITED : nothing} ${keys(Math.min(9, stems))}`;
}

/** @param {LiveFeed} feed of stems that are still being made @param {boolean} waiting whether the player has run into the rest */
export function liveNote(feed, waiting) {
  const duration = feed.index?.duration ?? 0;
  const part = duration ? feed.readySeconds / duration : 0;
  return html`
    <div class="loading live" role="status" data-testid="live-note" data-ready=${feed.readySeconds.toFixed(1)}>
      <p>${waiting ? 'Waiting for the next part to be separated' : 'You can listen while it is being separated'}
        <span class="facts" aria-hidden="true">${clock(feed.readySeconds)} of ${clock(duration)} ready</span></p>
      <span class="track-bar" style="--part: ${(part * 100).toFixed(2)}%"></span>
    </div>`;
}

const LIMITED = html`
  <p class="note" data-testid="player-limited">This track is too long to decode in the browser. Its stems are streamed, in
    step to within some hundredths of a second, and have no waveforms of their own.</p>`;

/** @param {number} count stems that have a key */
const keys = count => html`
  <p class="keys facts"><span><kbd>Space</kbd> play</span><span><kbd>←</kbd> <kbd>→</kbd> 5 s</span>
    ${count ? html`<span><kbd>1</kbd>–<kbd>${count}</kbd> mute</span><span><kbd>⇧</kbd> <kbd>1</kbd>–<kbd>${count}</kbd> solo</span>` : nothing}</p>`;
