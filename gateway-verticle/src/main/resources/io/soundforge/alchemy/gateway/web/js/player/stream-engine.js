/** @import {Peaks} from './peaks.js' */
/** @import {Source} from './player.js' */
import {openable} from '../files.js';

const CHECK_EVERY_MS = 100;
/** Beyond this a stem jumps back into step; below the next it is left alone; in between it hurries or waits. */
const JUMP_S = 0.08;
const TOLERATED_S = 0.012;
const NUDGE = 0.05;

/**
 * Plays stems that are too long to decode, or a single file, through media elements: little memory, an immediate
 * start, and in step to within some hundredths of a second.
 *
 * Fires `ended` when the track has run out.
 */
export class StreamEngine extends EventTarget {
  /** @type {HTMLAudioElement[]} the first one leads */
  #elements = [];
  /** @type {(Peaks | null)[]} */
  peaks = [];
  playing = false;
  #checks = 0;

  /**
   * @param {Source[]} sources
   * @param {(loadedBytes: number, decoded: number) => void} onProgress
   * @param {AbortSignal} signal
   */
  async load(sources, onProgress, signal) {
    const urls = await openable(sources.map(({url}) => url));
    signal.throwIfAborted();
    this.#elements = urls.map(src => Object.assign(new Audio(), {preload: 'auto', src}));
    this.peaks = sources.map(() => null);
    let ready = 0;
    await Promise.all(this.#elements.map(async element => {
      await metadata(element, signal);
      onProgress(0, ++ready);
    }));
    this.#elements[0].onended = () => this.#ended();
  }

  get duration() {
    return this.#elements[0]?.duration ?? 0;
  }

  get position() {
    return this.#elements[0]?.currentTime ?? 0;
  }

  /** @param {number} from seconds */
  play(from) {
    this.playing = true;
    this.seek(from);
    for (const element of this.#elements) void element.play().catch(() => this.#refused());
    clearInterval(this.#checks);
    this.#checks = window.setInterval(() => this.#keepStep(), CHECK_EVERY_MS);
  }

  pause() {
    this.playing = false;
    clearInterval(this.#checks);
    this.#elements.forEach(element => element.pause());
  }

  /** @param {number} seconds */
  seek(seconds) {
    for (const element of this.#elements) element.currentTime = seconds;
  }

  /** @param {number[]} gains linear, 0 to 1, one per stem */
  setGains(gains) {
    this.#elements.forEach((element, index) => {
      element.volume = gains[index];
      element.muted = gains[index] === 0;
    });
  }

  close() {
    this.pause();
    for (const element of this.#elements) {
      element.onended = null;
      element.removeAttribute('src');
      element.load();
    }
    this.#elements = [];
  }

  #keepStep() {
    const [leader, ...followers] = this.#elements;
    for (const follower of followers) {
      const ahead = follower.currentTime - leader.currentTime;
      const distance = Math.abs(ahead);
      if (distance > JUMP_S) follower.currentTime = leader.currentTime;
      follower.playbackRate = distance > TOLERATED_S && distance <= JUMP_S ? 1 - Math.sign(ahead) * NUDGE : 1;
    }
  }

  /** The browser wants a gesture first, or the player was closed while it started. */
  #refused() {
    this.pause();
    this.dispatchEvent(new Event('refused'));
  }

  #ended() {
    this.pause();
    this.seek(0);
    this.dispatchEvent(new Event('ended'));
  }
}

/** @param {HTMLAudioElement} element @param {AbortSignal} signal @returns {Promise<void>} */
function metadata(element, signal) {
  return new Promise((resolve, reject) => {
    element.addEventListener('loadedmetadata', () => resolve(), {once: true, signal});
    element.addEventListener('error', () => reject(new Error('The browser cannot play this audio.')), {signal});
    signal.addEventListener('abort', () => reject(signal.reason), {once: true});
  });
}
