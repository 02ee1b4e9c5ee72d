const LIVE_MS = 2_000;
const QUIET_MS = 20_000;
/** Asking takes at most this part of the time. */
const BUSY_PART = 1 / 8;

/**
 * Asks again and again, politely: slower where answers take long or nothing is under way, and not at all while nobody
 * looks.
 */
export class Polling {
  #ask;
  #timer = 0;
  #running = false;
  #round = 0;
  #onVisible = () => document.hidden || this.now();

  /** @param {() => Promise<boolean>} ask whether anything is under way; must not fail */
  constructor(ask) {
    this.#ask = ask;
  }

  start() {
    this.#running = true;
    document.addEventListener('visibilitychange', this.#onVisible);
    return this.now();
  }

  stop() {
    this.#running = false;
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#onVisible);
  }

  /** Asks at once; an older question that is still open no longer counts. */
  async now() {
    clearTimeout(this.#timer);
    const round = ++this.#round;
    const began = performance.now();
    const live = await this.#ask();
    if (!this.#running || round !== this.#round || document.hidden) return;
    const took = performance.now() - began;
    this.#timer = window.setTimeout(() => this.now(), Math.max(live ? LIVE_MS : QUIET_MS, took / BUSY_PART));
  }
}
