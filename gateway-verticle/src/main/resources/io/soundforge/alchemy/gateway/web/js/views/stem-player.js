/** @import {Stem, Track} from '../types.js' */
import {html, nothing} from 'lit';
import {barAndBeat} from '../player/beat-clock.js';
import {LiveFeed} from '../player/live-feed.js';
import {loudest, peaksOfOverview} from '../player/peaks.js';
import {Player} from '../player/player.js';
import {Timeline} from '../player/timeline.js';
import {save} from '../files.js';
import {clockTenths, spokenTime} from '../format.js';
import * as icons from './icons.js';
import {liveNote, playerNotes, stemsLoading} from './player-notes.js';
import {listenToKeys} from './shortcuts.js';
import {stemLane} from './stem-lane.js';
import {transport} from './transport.js';
import {View} from './view.js';
import './wave-form.js';

const ORIGINAL = 'original';

/** Plays a track's stems together, already while they are made, or its original as long as there are none. */
class StemPlayer extends View {
  static properties = {track: {attribute: false}};

  /** What the player was last given, so that news of the track do not load it again. */
  #loaded = '';
  #frame = 0;
  /** @type {(() => void) | null} */
  #silenceKeys = null;
  /** @type {import('../player/peaks.js').Peaks | null} */
  #overview = null;
  /** @type {LiveFeed | null} the separation under way */
  #feed = null;

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
    this.#follow(null);
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
    const {analysis, stems, jobs} = this.track;
    this.#overview = analysis?.waveform.length ? peaksOfOverview(analysis.waveform, analysis.duration) : null;
    const separation = jobs.findLast(job => job.kind === 'separate');
    const givenUp = separation && ['failed', 'cancelled'].includes(separation.status);
    if (givenUp || this.#feed?.trackId !== this.track.id) this.#follow(null);
    if (separation?.status === 'running' && stems.length === 0) this.#follow(separation.id);
    this.#load();
  }

  /** @param {string | null} jobId of a separation whose stems are to be heard while it runs */
  #follow(jobId) {
    if (jobId === (this.#feed?.jobId ?? null)) return;
    this.#feed?.close();
    this.#feed = jobId === null ? null : new LiveFeed(this.track.id, jobId);
    this.#feed?.addEventListener('change', () => this.#load());
    this.#feed?.start();
  }

  /** @returns {Stem[]} the finished stems, or those that can be heard already */
  get #stems() {
    const {stems} = this.track;
    const index = this.#feed?.index;
    if (stems.length || !index || !this.#canBeHeard(index)) return stems;
    const byName = index.stems.toSorted((a, b) => a.type.localeCompare(b.type)); // as the finished ones will be
    return byName.map(({type, url, bytes}) => ({
      id: type, name: `${type}.wav`, type, url, color: '', size: bytes, duration: index.duration, contentType: 'audio/wav',
    }));
  }

  /**
   * Whoever listens to the original is not interrupted before there is something to go on with.
   *
   * @param {import('../types.js').LiveIndex} index
   */
  #canBeHeard({ready, sampleRate}) {
    if (!ready.length || !this.player.playing || this.#loaded.includes('/live/')) return ready.length > 0;
    const place = Math.round(this.player.position * sampleRate);
    this.#feed?.listenAt(this.player.position);
    return (this.#feed?.readyUntil(place) ?? place) > place + sampleRate;
  }

  #load() {
    this.requestUpdate();
    const {id, audioUrl, duration} = this.track;
    const stems = this.#stems;
    const live = this.track.stems.length ? null : stems.length ? this.#feed : null;
    const original = audioUrl ? [{type: ORIGINAL, url: audioUrl, size: 0}] : [];
    const sources = stems.length ? stems.map(({type, url, size}) => ({type, url, size})) : original;
    const wanted = [id, ...sources.map(source => source.url)].join(' ');
    if (wanted === this.#loaded) return;
    if (!this.#loaded.startsWith(id)) this.player.close();
    this.#loaded = wanted;
    if (sources.length) void this.player.load(sources, {duration: duration ?? 0, stream: stems.length === 0, live});
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
      <section class="player" aria-label="Player" data-testid="player" data-phase=${phase} data-streamed=${this.player.streamed}
        data-live=${this.#isLive} data-waiting=${this.player.waiting}>
        ${transport({
          player: this.player, timeline: this.timeline, duration: this.#duration,
          counted: (this.track.analysis?.downbeats.length ?? 0) > 0, zoom: factor => this.#zoom(factor),
        })}
        ${this.#isLive && this.#feed ? liveNote(this.#feed, this.player.waiting) : nothing}
        ${this.#timelineRow()} ${this.#lanes()}
        ${playerNotes(this.player, this.#stems.length)}
      </section>`;
  }

  /** @param {number} factor */
  #zoom(factor) {
    this.timeline.zoomBy(factor, this.player.position);
    this.requestUpdate();
  }

  get #isLive() {
    return this.track.stems.length === 0 && this.#stems.length > 0;
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
        ${audioUrl ? html`<a class="button small file" href=${audioUrl} download @click=${save} data-testid="download-original"
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
    const {player} = this;
    const stems = this.#stems;
    if (stems.length === 0) return nothing;
    if (player.phase === 'loading') return stemsLoading(player, stems);
    const magnitudes = player.peaks.map(peaks => (peaks ? loudest(peaks) : 0));
    const scale = 1 / Math.max(0.05, ...magnitudes);
    return html`
      <ul class="lanes">
        ${stems.map((stem, index) => stemLane({
          stem, index, player, scale, peaks: player.peaks[index] ?? null, stretch: this.timeline.stretch, seek: event => this.#seek(event),
        }))}
      </ul>`;
  }
}

customElements.define('stem-player', StemPlayer);
