/**
 * @typedef {'connecting' | 'live' | 'waiting' | 'offline'} ConnectionState
 * @typedef {{event: string, seq?: number, epoch?: string, data: any}} Frame
 * @typedef {{seq: number, epoch: string}} Position
 */

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A connection that lived this long was a good one: the next failure starts counting anew. */
const STABLE_AFTER_MS = 5_000;

/**
 * The one socket to the server. It reconnects by itself and goes on with everything that is followed where it was cut
 * off: the server sends exactly what was missed, or a snapshot when it cannot tell.
 *
 * Fires `state` when {@link LiveConnection#state} changes, and `frame` (a CustomEvent of {@link Frame}).
 */
export class LiveConnection extends EventTarget {
  /** @type {ConnectionState} */
  state = 'connecting';
  /** @type {Set<string>} */
  #followed = new Set();
  /** @type {Map<string, Position>} the last fact of each track that is followed */
  #positions = new Map();
  #wasLive = false;
  /** @type {WebSocket | null} */
  #socket = null;
  #failures = 0;
  #retryTimer = 0;
  #stableTimer = 0;

  #started = false;

  /** @param {() => string | null} token of the one who looks; null where nobody signs in */
  constructor(token) {
    super();
    this.token = token;
    window.addEventListener('online', () => this.#retryNow());
    window.addEventListener('offline', () => this.#retryNow());
    document.addEventListener('visibilitychange', () => document.hidden || this.#retryNow());
  }

  start() {
    if (this.#started) return;
    this.#started = true;
    this.#failures = 0;
    this.#connect();
  }

  /** Nobody looks any more; nothing is followed. */
  stop() {
    this.#started = false;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#stableTimer);
    this.#followed.clear();
    this.#positions.clear();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#wasLive = false;
    this.#enter('connecting');
  }

  /** There is another token: the socket that stands goes on with it. */
  renew() {
    const token = this.token();
    if (token !== null) this.#send('auth:refresh', {token});
  }

  /** @param {Iterable<string>} trackIds everything that is to be followed from now on, and nothing else */
  follow(trackIds) {
    const wanted = new Set(trackIds);
    for (const id of this.#followed.difference(wanted)) {
      this.#positions.delete(id);
      this.#send('unsubscribe:track', id);
    }
    for (const id of wanted.difference(this.#followed)) this.#send('subscribe:track', id);
    this.#followed = wanted;
  }

  #connect() {
    this.#enter(this.#wasLive ? this.#apart : 'connecting');
    const socket = new WebSocket(liveUrl(this.token()));
    this.#socket = socket;
    socket.onopen = () => socket === this.#socket && this.#opened();
    socket.onmessage = message => this.#received(message.data);
    socket.onclose = () => socket === this.#socket && this.#closed();
  }

  #opened() {
    this.#stableTimer = window.setTimeout(() => (this.#failures = 0), STABLE_AFTER_MS);
    this.#wasLive = true;
    this.#enter('live');
    for (const id of this.#followed) {
      const position = this.#positions.get(id);
      this.#send('subscribe:track', position ? {trackId: id, ...position} : id);
    }
  }

  /** @returns {ConnectionState} what to call it while there is no connection */
  get #apart() {
    return navigator.onLine ? 'waiting' : 'offline';
  }

  #closed() {
    clearTimeout(this.#stableTimer);
    this.#socket = null;
    this.#enter(this.#apart);
    this.#retryTimer = window.setTimeout(() => this.#connect(), this.#nextDelay());
  }

  /** Doubles, up to a limit, and is spread so that a restarted server is not met by everybody at once. */
  #nextDelay() {
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#failures++);
    return delay * (0.75 + Math.random() / 2);
  }

  #retryNow() {
    if (this.#socket || !this.#started) return;
    clearTimeout(this.#retryTimer);
    this.#connect();
  }

  /** @param {string} event @param {string | {token: string} | ({trackId: string} & Position)} data */
  #send(event, data) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({event, data}));
    }
  }

  /** @param {Frame} frame */
  #remember({seq, epoch, data}) {
    const id = data?.trackId;
    if (seq === undefined || !this.#followed.has(id)) return;
    const journal = epoch ?? this.#positions.get(id)?.epoch;
    if (journal !== undefined) this.#positions.set(id, {seq, epoch: journal});
  }

  /** @param {unknown} text */
  #received(text) {
    try {
      const frame = JSON.parse(String(text));
      this.#remember(frame);
      this.dispatchEvent(new CustomEvent('frame', {detail: frame}));
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

/** The socket beside the page. A browser's sockets send no headers, so the token is in the address. */
function liveUrl(/** @type {string | null} */ token, location = window.location) {
  const query = token === null ? '' : `?${new URLSearchParams({access_token: token})}`;
  return `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/ws${query}`;
}
