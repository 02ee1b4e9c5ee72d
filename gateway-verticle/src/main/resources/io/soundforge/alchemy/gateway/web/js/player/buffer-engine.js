/** @import {Peaks} from './peaks.js' */
/** @import {Source} from './player.js' */
import {fetchBytes} from '../api.js';
import {peaksOf} from './peaks.js';

/** Stems are written at this rate; decoding at the same one leaves every sample as it is. */
const SAMPLE_RATE = 44_100;
/** Time to hand all sources to the audio thread before the common start. */
const LEAD_S = 0.06;
/** Short enough not to be heard as a fade, long enough not to be heard as a click. */
const FADE_S = 0.006;

/**
 * One play from a position to the next stop.
 *
 * @typedef {{startsAt: number, from: number, sources: AudioBufferSourceNode[], gains: GainNode[]}} Run
 *     `startsAt` on the context's clock, `from` within the track, both in seconds
 */

/**
 * Plays decoded stems in sync to the sample: all sources of a run start at one time of one clock.
 *
 * Fires `ended` when the track has run out.
 */
export class BufferEngine extends EventTarget {
  /** @type {AudioBuffer[]} */
  buffers = [];
  /** @type {(Peaks | null)[]} */
  peaks = [];
  duration = 0;
  /** @type {BaseAudioContext | null} */
  #context = null;
  /** @type {Run | null} */
  #run = null;
  #position = 0;
  /** @type {number[]} */
  #gains = [];

  /**
   * @param {() => BaseAudioContext} createContext called at the first play, because browsers want a gesture before
   *     they let a context sound
   */
  constructor(createContext = () => new AudioContext({sampleRate: SAMPLE_RATE})) {
    super();
    this.createContext = createContext;
  }

  /**
   * @param {Source[]} sources
   * @param {(loadedBytes: number, decoded: number) => void} onProgress
   * @param {AbortSignal} signal
   */
  async load(sources, onProgress, signal) {
    let loaded = 0;
    let decoded = 0;
    const decoder = new OfflineAudioContext(2, 1, SAMPLE_RATE);
    const decode = async (/** @type {Source} */ source) => {
      const bytes = await fetchBytes(source.url, count => onProgress((loaded += count), decoded), signal);
      const buffer = await decoder.decodeAudioData(bytes);
      signal.throwIfAborted();
      onProgress(loaded, ++decoded);
      return buffer;
    };
    await this.use(await Promise.all(sources.map(decode)), signal);
  }

  /** @param {AudioBuffer[]} buffers @param {AbortSignal} signal */
  async use(buffers, signal) {
    this.buffers = buffers;
    this.#gains = buffers.map(() => 1);
    this.duration = Math.max(...buffers.map(buffer => buffer.duration));
    for (const buffer of buffers) this.peaks.push(await peaksOf(buffer, signal));
  }

  get playing() {
    return this.#run !== null;
  }

  /** @param {number} from seconds */
  play(from) {
    this.pause();
    const context = (this.#context ??= this.createContext());
    if (context instanceof AudioContext) void context.resume();
    const startsAt = context.currentTime + LEAD_S;
    const voices = this.buffers.map((buffer, index) => this.#voice(context, buffer, this.#gains[index]));
    const run = {startsAt, from, sources: voices.map(({source}) => source), gains: voices.map(({gain}) => gain)};
    run.sources.forEach(source => source.start(startsAt, from));
    this.#longest(run).onended = () => run === this.#run && this.#ended();
    this.#run = run;
  }

  /** @param {BaseAudioContext} context @param {AudioBuffer} buffer @param {number} level */
  #voice(context, buffer, level) {
    const source = new AudioBufferSourceNode(context, {buffer});
    const gain = new GainNode(context, {gain: level});
    source.connect(gain).connect(context.destination);
    return {source, gain};
  }

  /** Stops, with the position where the listener heard it stop. */
  pause() {
    const {context, run} = {context: this.#context, run: this.#run};
    if (!context || !run) return;
    this.#position = this.position;
    this.#run = null;
    for (const gain of run.gains) gain.gain.setTargetAtTime(0, context.currentTime, FADE_S / 3);
    for (const source of run.sources) source.stop(context.currentTime + FADE_S * 2);
  }

  /** @param {number} seconds */
  seek(seconds) {
    this.#position = seconds;
    if (this.playing) this.play(seconds);
  }

  /** Seconds into the track, as heard: what is still on its way to the ear does not count. */
  get position() {
    const {context, run} = {context: this.#context, run: this.#run};
    if (!context || !run) return this.#position;
    const latency = context instanceof AudioContext ? context.outputLatency || 0 : 0;
    const since = Math.max(0, context.currentTime - latency - run.startsAt);
    return Math.min(this.duration, run.from + since);
  }

  /** @param {number[]} gains linear, one per stem */
  setGains(gains) {
    this.#gains = gains;
    this.#run?.gains.forEach((node, index) => node.gain.setTargetAtTime(gains[index], node.context.currentTime, FADE_S));
  }

  close() {
    this.pause();
    if (this.#context instanceof AudioContext) void this.#context.close();
    this.#context = null;
    this.buffers = [];
  }

  /** @param {Run} run */
  #longest({sources}) {
    return sources.reduce((a, b) => ((b.buffer?.duration ?? 0) > (a.buffer?.duration ?? 0) ? b : a));
  }

  #ended() {
    this.#run = null;
    this.#position = 0;
    this.dispatchEvent(new Event('ended'));
  }
}
