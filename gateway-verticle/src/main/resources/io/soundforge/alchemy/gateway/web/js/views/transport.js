/** @import {Player} from '../player/player.js' */
/** @import {Timeline} from '../player/timeline.js' */
import {html, nothing} from 'lit';
import {clock} from '../format.js';
import * as icons from './icons.js';

/**
 * @typedef {object} Transport
 * @property {Player} player
 * @property {Timeline} timeline
 * @property {number} duration seconds, known before the audio is
 * @property {boolean} counted whether bars and beats can be counted
 * @property {(factor: number) => void} zoom
 */

/** @param {Transport} transport the play button, the clocks and the zoom; the player's view fills in the moving figures */
export function transport({player, timeline, duration, counted, zoom}) {
  return html`
    <div class="transport">
      <button class="play" data-testid="play" aria-label=${player.playing ? 'Pause' : 'Play'} aria-keyshortcuts="Space"
        data-playing=${player.playing} ?disabled=${!player.duration} @click=${() => player.toggle()}>
        ${player.playing ? icons.pause : icons.play}</button>
      <span class="time"><span class="position" data-testid="position"></span>
        <span class="facts">/ ${clock(duration)}</span></span>
      ${counted ? html`
        <span class="bars" title="Bar and beat"><span class="facts">Bar</span> <span class="beat" data-testid="beat"></span></span>` : nothing}
      <span class="zoom">
        <button class="button icon-only small" aria-label="Show more of the track" data-testid="zoom-out"
          ?disabled=${!timeline.canZoomOut} @click=${() => zoom(0.5)}>${icons.minus}</button>
        <span class="facts">${timeline.zoom}×</span>
        <button class="button icon-only small" aria-label="Look closer" data-testid="zoom-in"
          ?disabled=${!timeline.canZoomIn} @click=${() => zoom(2)}>${icons.plus}</button>
      </span>
    </div>`;
}
