import {BufferEngine} from './buffer-engine.js';
import {LiveEngine} from './live-engine.js';
import {gainsOf, newChannel} from './mix.js';
import {StreamEngine} from './stream-engine.js';

/**
 * @typedef {{type: string, url: string, size: number}} Source `size` in bytes
 * @typedef {'empty' | 'loading' | 'ready' | 'failed'} Phase
 * @typedef {BufferEngine | StreamEngine | LiveEngine} Engine
 */

/**
 * Decoded audio takes 21 MB per stem and minute (44.1 kHz, stereo, float). Twelve minutes of four stems are about one
 * gigabyte, which is what a browser tab can be asked for.
 */
export const DECODED_LIMIT_S = 12 * 60 * 4;

/**
 * The player of one track: what is loaded, how it is mixed, where it stands.
 *
 * Fires `change` for everything but the moving position, which is read from {@link Player#position}.
 */
export class Player extends EventTarget {
  /** @type {Phase} */
  phase = 'empty';
  /** @type {Source[]} */
  sources = [];
  /** @type {import('./mix.js').Channel[]} */
  channels = [];
  /** @type {Error | null} */
  error = null;
  /** True when stems are streamed because decoding them would take too much memory. */
  streamed = false;
  loadedBytes = 0;
  decoded = 0;
  /** @type {Engine | null} */
  #engine = null;
  #loading = new AbortController();

  /**
   * Loads stems, or the one original. What was loaded before plays on until the new is there, which then takes over.
   *
   * @param {Source[]} sources
   * @param {{duration: number, stream: boolean, live?: import('./live-feed.js').LiveFeed | null}} how `stream` plays
   *     without decoding whatever the length; `live` plays what is still being made
   */
  async load(sources, {duration, stream, live = null}) {
    this.#loading.abort();
    const loading = (this.#loading = new AbortController());
    this.streamed = !live && (stream || duration * sources.length > DECODED_LIMIT_S);
    const engine = live ? new LiveEngine(live) : this.streamed ? new StreamEngine() : new BufferEngine();
    const channels = sources.map(({type}) => this.#channelOf(type) ?? newChannel());
    Object.assign(this, {sources, channels, phase: 'loading', error: null});
    this.#progressed(0, 0);
    try {
      await engine.load(sources, (bytes, decoded) => this.#progressed(bytes, decoded), loading.signal);
      this.#takeOver(engine);
    } catch (error) {
      engine.close();
      if (!loading.signal.aborted) this.#failed(/** @type {Error} */ (error));
    }
  }

  /** @param {string} type @returns what the listener has set for the stem, which stays when its audio is replaced */
  #channelOf(type) {
    return this.channels[this.sources.findIndex(source => source.type === type)];
  }

  /** @param {Engine} engine */
  #takeOver(engine) {
    const {position, playing} = this;
    this.#engine?.close();
    this.#engine = engine;
    this.phase = 'ready';
    for (const type of ['ended', 'refused', 'waiting']) engine.addEventListener(type, () => this.#changed());
    engine.seek(Math.min(position, engine.duration));
    if (playing) this.play();
    this.#changed();
  }

  /** @param {Error} error */
  #failed(error) {
    this.phase = 'failed';
    this.error = error;
    this.#changed();
  }

  /** @param {number} bytes @param {number} decoded */
  #progressed(bytes, decoded) {
    this.loadedBytes = bytes;
    this.decoded = decoded;
    this.#changed();
  }

  get duration() {
    return this.#engine?.duration ?? 0;
  }

  get playing() {
    return this.#engine?.playing ?? false;
  }

  /** True while what comes next is not there yet. */
  get waiting() {
    return this.#engine instanceof LiveEngine && this.#engine.waiting;
  }

  /** Seconds into the track. */
  get position() {
    return this.#engine?.position ?? 0;
  }

  /** @returns {(import('./peaks.js').Peaks | null)[]} one per source; null where the audio is streamed */
  get peaks() {
    return this.#engine?.peaks ?? [];
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    this.#applyMix();
    this.#engine?.play(this.position >= this.duration ? 0 : this.position);
    this.#changed();
  }

  pause() {
    this.#engine?.pause();
    this.#changed();
  }

  /** @param {number} seconds clamped to the track */
  seek(seconds) {
    this.#engine?.seek(Math.min(this.duration, Math.max(0, seconds)));
    this.#changed();
  }

  /** @param {number} index */
  toggleMute(index) {
    this.#mix(index, channel => ({...channel, muted: !channel.muted}));
  }

  /** @param {number} index */
  toggleSolo(index) {
    this.#mix(index, channel => ({...channel, soloed: !channel.soloed}));
  }

  /** @param {number} index @param {number} volume 0 to 1 */
  setVolume(index, volume) {
    this.#mix(index, channel => ({...channel, volume}));
  }

  /** @param {number} index @param {(channel: import('./mix.js').Channel) => import('./mix.js').Channel} change */
  #mix(index, change) {
    if (!this.channels[index]) return;
    this.channels = this.channels.map((channel, each) => (each === index ? change(channel) : channel));
    this.#applyMix();
    this.#changed();
  }

  #applyMix() {
    if (this.phase === 'ready') this.#engine?.setGains(gainsOf(this.channels));
  }

  /** Stops, forgets what was loaded and gives the memory back. */
  close() {
    this.#loading.abort();
    this.#engine?.close();
    this.#engine = null;
    Object.assign(this, {phase: 'empty', sources: [], channels: [], loadedBytes: 0, decoded: 0});
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

