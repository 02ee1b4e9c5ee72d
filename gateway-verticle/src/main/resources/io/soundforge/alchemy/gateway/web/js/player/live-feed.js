/** @import {LiveIndex} from '../types.js' */
import * as api from '../api.js';

const POLL_MS = 1_000;

/**
 * Follows one separation while it runs: what of its stems is final, and where somebody listens.
 *
 * Fires `change` when more is final, and when there is nothing more to be heard of it ({@link LiveFeed#index} is null).
 */
export class LiveFeed extends EventTarget {
  /** @type {LiveIndex | null} */
  index = null;
  #timer = 0;
  #closed = false;
  /** @type {number | null} seconds, still to be told */
  #place = null;
  #telling = false;

  /** @param {string} trackId @param {string} jobId */
  constructor(trackId, jobId) {
    super();
    this.trackId = trackId;
    this.jobId = jobId;
  }

  start() {
    void this.#look();
  }

  get finished() {
    return this.index?.finished ?? false;
  }

  /** Seconds that are final, wherever they lie. */
  get readySeconds() {
    return this.index?.readySeconds ?? 0;
  }

  /** @param {number} frame @returns {number} how far final frames reach from this one; itself when it is not final */
  readyUntil(frame) {
    return this.index?.ready.find(([from, to]) => from <= frame && frame < to)?.[1] ?? frame;
  }

  /**
   * Asks for the separation to go on here.
   *
   * @param {number} seconds
   */
  listenAt(seconds) {
    this.#place = seconds;
    if (!this.#telling) void this.#tell();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #look() {
    try {
      const index = await api.getLive(this.trackId, this.jobId);
      if (this.#closed) return;
      const more = index.readySeconds !== this.readySeconds || index.finished !== this.finished;
      this.index = index;
      if (more) this.dispatchEvent(new Event('change'));
      if (index.finished) return;
    } catch (error) {
      if (this.#closed) return;
      if ([404, 410].includes(/** @type {api.ApiError} */ (error).status)) return this.#over();
    }
    this.#timer = window.setTimeout(() => void this.#look(), POLL_MS);
  }

  #over() {
    this.close();
    this.index = null;
    this.dispatchEvent(new Event('change'));
  }

  /** One place at a time; only the last one counts. */
  async #tell() {
    this.#telling = true;
    while (this.#place !== null && !this.#closed && !this.finished) {
      const place = this.#place;
      this.#place = null;
      try {
        await api.putPlayhead(this.trackId, this.jobId, place);
      } catch (error) {
        console.info('The order of the separation stays as it is.', error);
      }
    }
    this.#telling = false;
  }
}
