/** @import {Stem} from '../types.js' */
/** @import {Player} from '../player/player.js' */
/** @import {Peaks} from '../player/peaks.js' */
/** @import {Stretch} from '../player/timeline.js' */
import {html} from 'lit';
import {save} from '../files.js';
import {bytes, extension, stemName} from '../format.js';
import {isAudible} from '../player/mix.js';
import * as icons from './icons.js';

/**
 * @typedef {object} Lane
 * @property {Stem} stem
 * @property {number} index among the player's channels
 * @property {Player} player
 * @property {Peaks | null} peaks null when the stem is streamed
 * @property {number} scale the same for all stems, so that a quiet one looks quiet
 * @property {Stretch} stretch
 * @property {(event: CustomEvent<number>) => void} seek
 */

/** @param {Lane} lane one stem: its switches, its level, its waveform and its file */
export function stemLane({stem, index, player, peaks, scale, stretch, seek}) {
  const channel = player.channels[index];
  const name = stemName(stem.type);
  return html`
    <li class="lane stem-${stem.type}" data-testid="stem-${stem.type}"
      data-audible=${channel ? isAudible(player.channels, index) : true}>
      <div class="strip">
        <span class="name">${name}</span>
        <button class="toggle mute" data-testid="mute-${stem.type}" aria-pressed=${channel?.muted ?? false}
          aria-label="Mute ${name}" title="Mute (${index + 1})" @click=${() => player.toggleMute(index)}>M</button>
        <button class="toggle solo" data-testid="solo-${stem.type}" aria-pressed=${channel?.soloed ?? false}
          aria-label="Solo ${name}" title="Solo (Shift ${index + 1})" @click=${() => player.toggleSolo(index)}>S</button>
        <input class="volume" type="range" min="0" max="1" step="0.01" .value=${String(channel?.volume ?? 1)}
          data-testid="volume-${stem.type}" aria-label="Volume of ${name}"
          @input=${(/** @type {InputEvent} */ event) => player.setVolume(index, /** @type {HTMLInputElement} */ (event.target).valueAsNumber)}>
      </div>
      <wave-form aria-hidden="true" .peaks=${peaks} .stretch=${stretch} .scale=${scale} @seek=${seek}></wave-form>
      <a class="button small file" href=${stem.url} download=${stem.name} @click=${save} data-testid="download-${stem.type}"
        aria-label="Download ${name}, ${extension(stem.name)}, ${bytes(stem.size)}" title="${stem.name}, ${bytes(stem.size)}">
        ${icons.download}<span>${extension(stem.name)}</span></a>
    </li>`;
}
