/**
 * @typedef {'connecting' | 'live' | 'waiting' | 'offline'} ConnectionState
 * @typedef {{event: string, seq?: number, data: any}} Frame
 */

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A connection that lived this long was a good one: the next failure starts counting anew. */
const STABLE_AFTER_MS = 5_000;

/**
 * The one socket to the server. It reconnects by itself and then asks again for everything that is followed; the
 * server answers with a snapshot, so nothing is lost in between.
 *
 * Fires `state` when {@link LiveConnection#state} changes, and `frame` (a CustomEvent of {@link Frame}).
 */
export class LiveConnection extends EventTarget {
  /** @type {ConnectionState} */
  state = 'connecting';
  /** @type {Set<string>} */
  #followed = new Set();
  /** @type {WebSocket | null} */
  #socket = null;
  #failures = 0;
  #retryTimer = 0;
  #stableTimer = 0;

  /** @param {string} url ws: or wss: */
  constructor(url) {
    super();
    this.url = url;
  }

  start() {
    window.addEventListener('online', () => this.#retryNow());
    window.addEventListener('offline', () => this.#retryNow());
    document.addEventListener('visibilitychange', () => document.hidden || this.#retryNow());
    this.#connect();
  }

  /** @param {Iterable<string>} trackIds everything that is to be followed from now on, and nothing else */
  follow(trackIds) {
    const wanted = new Set(trackIds);
    for (const id of this.#followed.difference(wanted)) this.#send('unsubscribe:track', id);
    for (const id of wanted.difference(this.#followed)) this.#send('subscribe:track', id);
    this.#followed = wanted;
  }

  #connect() {
    this.#enter('connecting');
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = message => this.#received(message.data);
    socket.onclose = () => socket === this.#socket && this.#closed();
  }

  #opened() {
    this.#stableTimer = window.setTimeout(() => (this.#failures = 0), STABLE_AFTER_MS);
    this.#enter('live');
    for (const id of this.#followed) this.#send('subscribe:track', id);
  }

  #closed() {
    clearTimeout(this.#stableTimer);
    this.#socket = null;
    this.#enter(navigator.onLine ? 'waiting' : 'offline');
    this.#retryTimer = window.setTimeout(() => this.#connect(), this.#nextDelay());
  }

  /** Doubles, up to a limit, and is spread so that a restarted server is not met by everybody at once. */
  #nextDelay() {
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures++);
    return delay * (0.75 + Math.random() / 2);
  }

  #retryNow() {
    if (this.#socket) return;
    clearTimeout(this.#retryTimer);
    this.#connect();
  }

  /** @param {string} event @param {string} trackId */
  #send(event, trackId) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({event, data: trackId}));
    }
  }

  /** @param {unknown} text */
  #received(text) {
    try {
      this.dispatchEvent(new CustomEvent('frame', {detail: JSON.parse(String(text))}));
    } catch (error) {
      console.warn('A frame that is no JSON was ignored.', error);
    }
  }

  /** @param {ConnectionState} state */
  #enter(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}

/** The socket beside the page. */
export function liveUrl(location = window.location) {
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws`;
}
