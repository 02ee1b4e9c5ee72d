/** @import {Config} from './types.js' */

/** The sign-in server's no. `ended` when what was kept of a sign-in opens nothing any more. */
export class SignInError extends Error {
  /** @param {string} message for people @param {boolean} [ended] */
  constructor(message, ended = false) {
    super(message);
    this.name = 'SignInError';
    this.ended = ended;
  }
}

/** @type {Record<string, string>} what people can do something about, by GoTrue's code */
const WORDS = {
  invalid_credentials: 'The e-mail address or the password is wrong.',
  invalid_grant: 'The e-mail address or the password is wrong.',
  email_not_confirmed: 'The e-mail address is not confirmed yet. Follow the link in the message that was sent to it.',
  user_banned: 'This account is closed.',
  over_request_rate_limit: 'Too many attempts. Wait a little and try again.',
};

/**
 * @typedef {object} Grant
 * @property {string} token
 * @property {string} refresh a refresh token is good for one use
 * @property {number} seconds that the token holds
 * @property {string} name of the person; may be empty
 */

/** Signs people in at the project's own server (GoTrue, `/auth/v1`). */
export class GoTrue {
  #url;
  #headers;

  /** @param {string} supabaseUrl @param {string} publishableKey */
  constructor(supabaseUrl, publishableKey) {
    this.#url = `${supabaseUrl.replace(/\/+$/, '')}/auth/v1`;
    this.#headers = {apikey: publishableKey, 'content-type': 'application/json'};
  }

  /** @param {Config | null} config @returns {GoTrue | null} null where passwords are not taken */
  static of(config) {
    return config?.supabaseUrl && config.supabaseAnonKey ? new GoTrue(config.supabaseUrl, config.supabaseAnonKey) : null;
  }

  /** @param {string} email @param {string} password @returns {Promise<Grant>} */
  password(email, password) {
    return this.#grant('password', {email, password});
  }

  /** @param {string} refresh @returns {Promise<Grant>} fails with `ended` if there is nothing to be refreshed any more */
  refresh(refresh) {
    return this.#grant('refresh_token', {refresh_token: refresh});
  }

  /** @param {string} token */
  async leave(token) {
    await this.#post('/logout?scope=local', {}, {authorization: `Bearer ${token}`});
  }

  /** @param {string} type @param {object} body @returns {Promise<Grant>} */
  async #grant(type, body) {
    const response = await this.#post(`/token?grant_type=${type}`, body);
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      const {error_code: code, error, msg, error_description: described, message} = answer;
      const words = WORDS[code ?? error] ?? msg ?? described ?? message ?? `The sign-in server answered ${response.status}.`;
      throw new SignInError(words, type === 'refresh_token' && response.status < 500 && response.status !== 429);
    }
    return {
      token: answer.access_token, refresh: answer.refresh_token, seconds: Number(answer.expires_in), name: answer.user?.email ?? '',
    };
  }

  /** @param {string} path @param {object} body @param {Record<string, string>} [more] */
  async #post(path, body, more = {}) {
    try {
      return await fetch(this.#url + path, {method: 'POST', headers: {...this.#headers, ...more}, body: JSON.stringify(body)});
    } catch {
      throw new SignInError('The sign-in server does not answer.');
    }
  }
}
