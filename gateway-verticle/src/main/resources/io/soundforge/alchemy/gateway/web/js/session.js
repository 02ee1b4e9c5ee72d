/** @import {Config} from './types.js' */
import {GoTrue, SignInError} from './gotrue.js';

/**
 * @typedef {'unknown' | 'open' | 'out' | 'in'} SessionState `open` where nobody signs in
 * @typedef {object} Kept
 * @property {string} token an access token, or an API key
 * @property {string | null} refresh null for what was pasted
 * @property {number | null} ends milliseconds since 1970; null if it does not by itself
 * @property {string} name
 */

const KEY = 'alchemy.session';
/** A token is renewed this long before its end, or halfway if it is short. */
const LEAD_MS = 90_000;
const RETRY_MS = 5_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Who uses the page. What is needed to go on is kept for this tab only, until it is closed.
 *
 * Fires `state` when {@link Session#state} changes, and `token` whenever another token takes the place of the last.
 */
export class Session extends EventTarget {
  /** @type {SessionState} */
  state = 'unknown';
  /** @type {string} why somebody was signed out; may be empty */
  reason = '';
  /** @type {GoTrue | null} */
  #issuer = null;
  /** @type {Kept | null} */
  #kept = null;
  /** @type {Promise<boolean> | null} */
  #renewing = null;
  #timer = 0;

  get token() {
    return this.#kept?.token ?? null;
  }

  get name() {
    return this.#kept?.name ?? '';
  }

  /** Whether an e-mail address and a password can be used. */
  get takesPasswords() {
    return this.#issuer !== null;
  }

  /** @param {Config | null} config null if it could not be read */
  begin(config) {
    this.#issuer = GoTrue.of(config);
    if (config?.openMode !== false) return this.#enter('open');
    const text = sessionStorage.getItem(KEY);
    if (text === null) return this.#enter('out');
    this.#keep(JSON.parse(text));
    if (this.#isOver) this.renew();
    else this.#enter('in');
  }

  /** @param {string} email @param {string} password @throws {SignInError} */
  async signIn(email, password) {
    if (!this.#issuer) throw new SignInError('This server takes no passwords.');
    this.#granted(await this.#issuer.password(email, password));
    this.#enter('in');
  }

  /** @param {string} token an access token or an API key that was found to open something */
  use(token) {
    this.#keep({token, refresh: null, ends: endOf(token), name: token.startsWith('sfa_') ? 'API key' : 'Access token'});
    this.#enter('in');
  }

  async signOut() {
    const {token, refresh} = this.#kept ?? {};
    this.#end('');
    if (token && refresh) await this.#issuer?.leave(token);
  }

  /**
   * Gets another token, once however many ask at the same time.
   *
   * @returns {Promise<boolean>} whether there is one
   */
  renew() {
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** The server says that the token opens nothing. @param {string} why */
  refused(why) {
    if (this.state === 'in' || this.state === 'open') this.#end(this.state === 'in' ? why : '');
  }

  async #renew() {
    const refresh = this.#kept?.refresh;
    if (!refresh || !this.#issuer) {
      this.#end('The token has expired.');
      return false;
    }
    try {
      this.#granted(await this.#issuer.refresh(refresh));
      this.#enter('in');
      return true;
    } catch (error) {
      if (/** @type {SignInError} */ (error).ended || this.#isOver) this.#end(`You were signed out: ${/** @type {Error} */ (error).message}`);
      else this.#after(RETRY_MS);
      return false;
    }
  }

  /** @param {import('./gotrue.js').Grant} grant */
  #granted({token, refresh, seconds, name}) {
    this.#keep({token, refresh, ends: Date.now() + seconds * 1000, name: name || this.name});
  }

  /** @param {Kept} kept */
  #keep(kept) {
    this.#kept = kept;
    sessionStorage.setItem(KEY, JSON.stringify(kept));
    if (kept.ends !== null) {
      const rest = Math.max(0, kept.ends - Date.now());
      this.#after(kept.refresh ? rest - Math.min(LEAD_MS, rest / 2) : rest);
    }
    this.dispatchEvent(new Event('token'));
  }

  get #isOver() {
    const ends = this.#kept?.ends ?? null;
    return ends !== null && ends <= Date.now();
  }

  /** @param {number} millis */
  #after(millis) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.renew(), Math.min(millis, LONGEST_TIMER_MS));
  }

  /** @param {string} reason */
  #end(reason) {
    clearTimeout(this.#timer);
    this.#kept = null;
    sessionStorage.removeItem(KEY);
    this.reason = reason;
    this.#enter('out');
  }

  /** @param {SessionState} state */
  #enter(state) {
    if (state === 'in') this.reason = '';
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }
}

/** @param {string} token @returns {number | null} when it ends, if it is an access token that says so */
function endOf(token) {
  try {
    const {exp} = JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch {
    return null; // An API key says nothing of itself.
  }
}

/** Of this tab. */
export const session = new Session();
