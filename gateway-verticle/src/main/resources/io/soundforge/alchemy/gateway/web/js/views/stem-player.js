/** @import {Track} from '../types.js' */
import {html, nothing} from 'lit';
import {barAndBeat} from '../player/beat-clock.js';
import {loudest, peaksOfOverview} from '../player/peaks.js';
import {Player} from '../player/player.js';
import {Timeline} from '../player/timeline.js';
import {clockTenths, spokenTime} from '../format.js';
import * as icons from './icons.js';
import {playerNotes, stemsLoading} from './player-notes.js';
import {listenToKeys} from './shortcuts.js';
import {stemLane} from './stem-lane.js';
import {transport} from './transport.js';
import {View} from './view.js';
import './wave-form.js';

const ORIGINAL = 'original';

/** Plays a track's stems together, or its original as long as there are none. */
class StemPlayer extends View {
  static properties = {track: {attribute: false}};

  /** What the player was last given, so that news of the track do not load it again. */
  #loaded = '';
  #frame = 0;
  /** @type {(() => void) | null} */
  #silenceKeys = null;
  /** @type {import('../player/peaks.js').Peaks | null} */
  #overview = null;

  constructor() {
    super();
    this.track = /** @type {Track} */ ({}); // The parent sets it before the first rendering.
    this.player = new Player();
    this.timeline = new Timeline(1);
    this.player.addEventListener('change', () => this.#playerChanged());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#silenceKeys = listenToKeys(this.player);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#silenceKeys?.();
    cancelAnimationFrame(this.#frame);
    this.player.close();
    this.#loaded = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('track')) this.#trackChanged();
    if (this.timeline.duration !== this.#duration) this.timeline = new Timeline(this.#duration);
  }

  get #duration() {
    return this.player.duration || this.track.duration || 1;
  }

  #trackChanged() {
    const {id, stems, audioUrl, analysis, duration} = this.track;
    this.#overview = analysis?.waveform.length ? peaksOfOverview(analysis.waveform, analysis.duration) : null;
    const original = audioUrl ? [{type: ORIGINAL, url: audioUrl, size: 0}] : [];
    const sources = stems.length ? stems.map(({type, url, size}) => ({type, url, size})) : original;
    const wanted = [id, ...sources.map(source => source.url)].join(' ');
    if (wanted === this.#loaded) return;
    if (!this.#loaded.startsWith(id)) this.player.close();
    this.#loaded = wanted;
    if (sources.length) void this.player.load(sources, {duration: duration ?? 0, stream: stems.length === 0});
  }

  #playerChanged() {
    this.requestUpdate();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#tick());
  }

  /** Moves what moves with the music, without rendering anew. */
  #tick() {
    const {position, playing} = this.player;
    if (this.timeline.follow(position)) this.requestUpdate();
    this.#showPosition(position);
    if (playing) this.#frame = requestAnimationFrame(() => this.#tick());
  }

  /** @param {number} position seconds */
  #showPosition(position) {
    const {from, to} = this.timeline.stretch;
    const part = Math.min(1, Math.max(0, (position - from) / (to - from)));
    this.style.setProperty('--played', `${(part * 100).toFixed(3)}%`);
    this.#write('.position', clockTenths(position));
    this.#write('.beat', this.#beatWords(position));
    const slider = this.querySelector('[role=slider]');
    slider?.setAttribute('aria-valuenow', position.toFixed(0));
    slider?.setAttribute('aria-valuetext', spokenTime(position));
  }

  /** @param {string} selector @param {string} text */
  #write(selector, text) {
    const element = this.querySelector(selector);
    if (element && element.textContent !== text) element.textContent = text;
  }

  /** @param {number} position */
  #beatWords(position) {
    const {beats = [], downbeats = []} = this.track.analysis ?? {};
    const counted = barAndBeat(beats, downbeats, position);
    return counted ? `${counted.bar}.${counted.beat}` : '';
  }

  updated() {
    this.#showPosition(this.player.position);
  }

  render() {
    const {phase} = this.player;
    if (phase === 'empty' && !this.#overview) return nothing;
    return html`
      <section class="player" aria-label="Player" data-testid="player" data-phase=${phase} data-streamed=${this.player.streamed}>
        ${transport({
          player: this.player, timeline: this.timeline, duration: this.#duration,
          counted: (this.track.analysis?.downbeats.length ?? 0) > 0, zoom: factor => this.#zoom(factor),
        })}
        ${this.#timelineRow()} ${this.#lanes()} ${playerNotes(this.player, this.track.stems.length)}
      </section>`;
  }

  /** @param {number} factor */
  #zoom(factor) {
    this.timeline.zoomBy(factor, this.player.position);
    this.requestUpdate();
  }

  #timelineRow() {
    const {analysis, audioUrl} = this.track;
    return html`
      <div class="lane overview">
        <div class="strip"><span class="name">Original</span></div>
        <div class="seek" role="slider" tabindex="0" aria-label="Position" data-testid="seek" aria-valuemin="0"
        aria-valuemax=${Math.floor(this.#duration)} @keydown=${this.#sliderKey}>
        <wave-form .peaks=${this.#overview} .stretch=${this.timeline.stretch}
          .scale=${this.#overview ? 1 / Math.max(0.05, loudest(this.#overview)) : 1} .analysis=${analysis}
          @seek=${this.#seek}></wave-form>
        </div>
        ${audioUrl ? html`<a class="button small file" href=${audioUrl} download data-testid="download-original"
          aria-label="Download the original file">${icons.download}<span>File</span></a>` : nothing}
      </div>`;
  }

  /** @param {CustomEvent<number>} event seconds */
  #seek({detail}) {
    this.player.seek(detail);
  }

  /** @param {KeyboardEvent} event */
  #sliderKey(event) {
    const {player} = this;
    const places = {Home: 0, End: player.duration, PageUp: player.position + 30, PageDown: player.position - 30};
    const place = places[/** @type {keyof typeof places} */ (event.key)];
    if (place === undefined) return;
    event.preventDefault();
    player.seek(place);
  }

  #lanes() {
    const {player, track} = this;
    if (track.stems.length === 0) return nothing;
    if (player.phase === 'loading') return stemsLoading(player, track.stems);
    const magnitudes = player.peaks.map(peaks => (peaks ? loudest(peaks) : 0));
    const scale = 1 / Math.max(0.05, ...magnitudes);
    return html`
      <ul class="lanes">
        ${track.stems.map((stem, index) => stemLane({
          stem, index, player, scale, peaks: player.peaks[index] ?? null, stretch: this.timeline.stretch, seek: event => this.#seek(event),
        }))}
      </ul>`;
  }
}

customElements.define('stem-player', StemPlayer);
