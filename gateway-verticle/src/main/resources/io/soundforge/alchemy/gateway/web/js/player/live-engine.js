/** @import {Source} from './player.js' */
/** @import {LiveFeed} from './live-feed.js' */
import {fetchRange} from '../api.js';

/** As much as is fetched and handed to the audio thread at once. */
const PIECE_S = 1;
/** As much as lies ready on the audio thread before more is fetched. */
const AHEAD_S = 4;
/** Time to hand the pieces of all stems over before they start together. */
const LEAD_S = 0.08;
const FADE_S = 0.006;
const LOOK_MS = 100;

/**
 * One play from a position to the next stop. Frames of the track from `from` on sound from `startsAt` on.
 *
 * @typedef {object} Run
 * @property {number} next the frame that is to be fetched next
 * @property {{startsAt: number, from: number} | null} clock `startsAt` in frames of the context's clock; null until
 *     something sounds
 * @property {GainNode[]} gains
 * @property {Set<AudioBufferSourceNode>} sources
 * @property {AbortController} stop
 */

/**
 * Plays stems while they are made: fetches what is final piece by piece, decodes the float samples itself and starts
 * every piece at the very frame where the one before it ends. At the frontier it waits.
 *
 * Fires `waiting` when it begins or ends to wait, `ended` when the track has run out, `refused` when it cannot go on.
 */
export class LiveEngine extends EventTarget {
  /** @type {null[]} there are no waveforms of what is not made yet */
  peaks = [];
  duration = 0;
  waiting = false;
  /** @type {Source[]} */
  #sources = [];
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {Run | null} */
  #run = null;
  #position = 0;
  /** @type {number[]} */
  #gains = [];
  #shape = {rate: 1, channels: 1, frames: 0, header: 0};

  /** @param {LiveFeed} feed that has an index */
  constructor(feed) {
    super();
    this.feed = feed;
  }

  /** @param {Source[]} sources */
  async load(sources) {
    const index = /** @type {import('../types.js').LiveIndex} */ (this.feed.index);
    this.#sources = sources;
    this.#gains = sources.map(() => 1);
    this.peaks = sources.map(() => null);
    this.#shape = {rate: index.sampleRate, channels: index.channels, frames: index.frames, header: index.headerBytes};
    this.duration = index.duration;
  }

  get playing() {
    return this.#run !== null;
  }

  /** @param {number} from seconds */
  play(from) {
    this.pause();
    const context = (this.#context ??= new AudioContext({sampleRate: this.#shape.rate}));
    void context.resume();
    const gains = this.#gains.map(gain => new GainNode(context, {gain}));
    for (const gain of gains) gain.connect(context.destination);
    const next = Math.min(this.#shape.frames, Math.round(from * this.#shape.rate));
    this.#position = from;
    this.#run = {next, clock: null, gains, sources: new Set(), stop: new AbortController()};
    this.#fill(this.#run, context).catch(error => this.#refused(error));
  }

  /** @param {Run} run @param {AudioContext} context */
  async #fill(run, context) {
    const {rate, frames} = this.#shape;
    while (run === this.#run && run.next < frames) {
      const to = Math.min(this.feed.readyUntil(run.next), run.next + PIECE_S * rate);
      const ahead = run.next / rate - this.position;
      this.#setWaiting(to === run.next && ahead <= LEAD_S);
      if (to === run.next || ahead > AHEAD_S) {
        if (to === run.next) this.feed.listenAt(run.next / rate);
        await soon();
        continue;
      }
      const pieces = await this.#fetch(run, to);
      if (run === this.#run) this.#schedule(run, context, pieces, to);
    }
    while (run === this.#run && this.position < this.duration) await soon();
    if (run === this.#run) this.#ended();
  }

  /** @param {Run} run @param {number} to frame @returns {Promise<Float32Array[]>} interleaved, one per stem */
  #fetch(run, to) {
    const {channels, header} = this.#shape;
    const frameBytes = channels * Float32Array.BYTES_PER_ELEMENT;
    const [first, end] = [header + run.next * frameBytes, header + to * frameBytes];
    return Promise.all(this.#sources.map(async ({url}) => new Float32Array(await fetchRange(url, first, end, run.stop.signal))));
  }

  /** @param {Run} run @param {AudioContext} context @param {Float32Array[]} pieces @param {number} to frame */
  #schedule(run, context, pieces, to) {
    const {rate} = this.#shape;
    const earliest = Math.ceil((context.currentTime + LEAD_S / 2) * rate);
    const {clock} = run;
    const late = !clock || clock.startsAt + run.next - clock.from < earliest;
    const {startsAt, from} = late ? {startsAt: Math.ceil((context.currentTime + LEAD_S) * rate), from: run.next} : clock;
    run.clock = {startsAt, from};
    pieces.forEach((piece, index) => {
      const source = new AudioBufferSourceNode(context, {buffer: this.#buffer(context, piece)});
      source.connect(run.gains[index]);
      source.onended = () => run.sources.delete(source);
      source.start((startsAt + run.next - from) / rate);
      run.sources.add(source);
    });
    run.next = to;
    this.#setWaiting(false);
  }

  /** @param {AudioContext} context @param {Float32Array} piece */
  #buffer(context, piece) {
    const {channels, rate} = this.#shape;
    const buffer = context.createBuffer(channels, piece.length / channels, rate);
    for (let channel = 0; channel < channels; channel++) {
      const samples = buffer.getChannelData(channel);
      for (let i = 0; i < samples.length; i++) samples[i] = piece[i * channels + channel];
    }
    return buffer;
  }

  pause() {
    const {context, run} = {context: this.#context, run: this.#run};
    if (!context || !run) return;
    this.#position = this.position;
    this.#run = null;
    run.stop.abort();
    for (const gain of run.gains) gain.gain.setTargetAtTime(0, context.currentTime, FADE_S / 3);
    for (const source of run.sources) source.stop(context.currentTime + FADE_S * 2);
    this.#setWaiting(false);
  }

  /** @param {number} seconds */
  seek(seconds) {
    this.#position = seconds;
    this.feed.listenAt(seconds);
    if (this.playing) this.play(seconds);
  }

  /** Seconds into the track, as heard; while it waits, where it waits. */
  get position() {
    const {context, run} = {context: this.#context, run: this.#run};
    if (!context || !run?.clock) return this.#position;
    const {rate} = this.#shape;
    const since = Math.max(0, context.currentTime - (context.outputLatency || 0) - run.clock.startsAt / rate);
    return Math.min(run.clock.from / rate + since, run.next / rate);
  }

  /** @param {number[]} gains linear, one per stem */
  setGains(gains) {
    this.#gains = gains;
    this.#run?.gains.forEach((node, index) => node.gain.setTargetAtTime(gains[index], node.context.currentTime, FADE_S));
  }

  close() {
    this.pause();
    this.feed.close();
    void this.#context?.close();
    this.#context = null;
  }

  /** @param {boolean} waiting */
  #setWaiting(waiting) {
    if (waiting === this.waiting) return;
    this.waiting = waiting;
    this.dispatchEvent(new Event('waiting'));
  }

  #ended() {
    this.#run = null;
    this.#position = 0;
    this.dispatchEvent(new Event('ended'));
  }

  /** @param {Error} error */
  #refused(error) {
    if (error.name === 'AbortError') return;
    console.info('The stems cannot be heard any further while they are made.', error);
    this.pause();
    this.dispatchEvent(new Event('refused'));
  }
}

/** Lets time pass between two looks. */
const soon = () => new Promise(resolve => window.setTimeout(resolve, LOOK_MS));
