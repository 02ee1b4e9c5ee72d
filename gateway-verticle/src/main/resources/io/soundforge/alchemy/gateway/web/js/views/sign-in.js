import {html, nothing} from 'lit';
import {checkCredential} from '../api.js';
import {session} from '../session.js';
import * as icons from './icons.js';
import {View} from './view.js';

/** Asks who is there: by e-mail address and password where the project takes them, else by a token or key of ours. */
class SignIn extends View {
  static properties = {reason: {attribute: false}, problem: {state: true}, busy: {state: true}};

  constructor() {
    super();
    /** Why this is asked again; may be empty. */
    this.reason = '';
    this.problem = '';
    this.busy = false;
  }

  /** @param {SubmitEvent} event @param {(form: FormData) => Promise<void>} action */
  async #submit(event, action) {
    event.preventDefault();
    if (this.busy) return;
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    this.busy = true;
    this.problem = '';
    try {
      await action(new FormData(form));
      form.reset();
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    }
    this.busy = false;
  }

  #withPassword = (/** @type {SubmitEvent} */ event) =>
    this.#submit(event, form => session.signIn(String(form.get('email')).trim(), String(form.get('password'))));

  #withToken = (/** @type {SubmitEvent} */ event) =>
    this.#submit(event, async form => {
      const token = String(form.get('token')).trim();
      if (!token) throw new Error('Paste an access token, or an API key that begins with sfa_.');
      await checkCredential(token);
      session.use(token);
    });

  render() {
    return html`
      <section class="sign-in" aria-labelledby="sign-in-title" data-testid="sign-in">
        <h1 id="sign-in-title">Sign in</h1>
        ${this.reason ? html`<p class="note warn" role="status" data-testid="signed-out">${icons.warning}${this.reason}</p>` : nothing}
        ${session.takesPasswords ? this.#passwordForm() : html`<p class="lead">This server takes access tokens and API keys.</p>`}
        ${session.takesPasswords
          ? html`<details class="options"><summary data-testid="use-token">Use an access token or API key</summary>${this.#tokenForm()}</details>`
          : this.#tokenForm()}
        <p class="problem" id="sign-in-problem" role="alert" data-testid="sign-in-problem">${this.problem}</p>
        <p class="limits">What you sign in with is kept for this tab only, until you close it.</p>
      </section>`;
  }

  #passwordForm() {
    return html`
      <form class="fields" @submit=${this.#withPassword}>
        ${field('email', 'E-mail', 'email', 'username')} ${field('password', 'Password', 'password', 'current-password')}
        <button class="button primary" data-testid="sign-in-submit" ?disabled=${this.busy}>${this.busy ? 'Signing in…' : 'Sign in'}</button>
      </form>`;
  }

  #tokenForm() {
    return html`
      <form class="fields" @submit=${this.#withToken}>
        ${field('token', 'Access token or API key', 'password', 'off')}
        <button class="button" data-testid="token-submit" ?disabled=${this.busy}>Use it</button>
      </form>`;
  }
}

/** @param {string} name @param {string} label @param {string} type @param {string} complete what browsers may fill in */
const field = (name, label, type, complete) => html`
  <div class="field">
    <label for="sign-in-${name}">${label}</label>
    <input class="text" id="sign-in-${name}" name=${name} type=${type} autocomplete=${complete} spellcheck="false" required
      aria-describedby="sign-in-problem" data-testid="sign-in-${name}">
  </div>`;

customElements.define('sign-in', SignIn);
