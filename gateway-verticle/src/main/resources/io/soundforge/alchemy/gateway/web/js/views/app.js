/** @import {Config, Model, Track} from '../types.js' */
/** @import {Library} from '../library.js' */
/** @import {LiveConnection} from '../live.js' */
/** @import {Session} from '../session.js' */
import {html, nothing} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import * as api from '../api.js';
import {bar} from './bar.js';
import './batch-list.js';
import './batch-view.js';
import * as icons from './icons.js';
import './import-panel.js';
import './sign-in.js';
import './track-list.js';
import './track-view.js';
import {View} from './view.js';

/**
 * The whole page: what is shown follows from the address, `#/`, `#/tracks/<id>`, `#/batches` or `#/batches/<id>`,
 * and from the library.
 */
export class AlchemyApp extends View {
  static properties = {
    trackId: {state: true},
    batchId: {state: true},
    models: {state: true},
    config: {state: true},
    dragging: {state: true},
    said: {state: true},
    alert: {state: true},
  };

  constructor() {
    super();
    /** @type {Library | null} */
    this.library = null;
    /** @type {LiveConnection | null} */
    this.live = null;
    /** @type {Session | null} */
    this.session = null;
    /** @type {string | null} */
    this.trackId = null;
    /** @type {string | null} empty for all of them; null when other things are shown */
    this.batchId = null;
    /** @type {Model[]} */
    this.models = [];
    /** @type {Config | null} */
    this.config = null;
    this.dragging = false;
    /** Spoken to screen readers. */
    this.said = '';
    /** @type {string} an error, shown until dismissed */
    this.alert = '';
  }

  /** @param {Library} library @param {LiveConnection} live @param {Session} session */
  start(library, live, session) {
    this.library = library;
    this.live = live;
    this.session = session;
    session.addEventListener('state', () => this.requestUpdate());
    library.addEventListener('change', () => this.requestUpdate());
    library.addEventListener('settled', event => this.#announce(/** @type {CustomEvent<Track>} */ (event).detail));
    live.addEventListener('state', () => this.requestUpdate());
    this.addEventListener('complaint', event => this.complain(/** @type {CustomEvent<Error>} */ (event).detail));
    window.addEventListener('hashchange', () => this.#route());
    this.#acceptDrops();
    this.#route();
  }

  /** Somebody is there, or nobody need be. */
  async entered() {
    await this.#attempt(() => this.library?.open(this.trackId));
    await this.#attempt(async () => (this.models = await api.listModels()));
  }

  /** @param {Error} error shown until it is dismissed */
  complain(error) {
    this.alert = error.message;
  }

  #route() {
    this.trackId = decodeURIComponent(location.hash.match(/^#\/tracks\/([^/]+)$/)?.[1] ?? '') || null;
    const batch = location.hash.match(/^#\/batches(?:\/([^/]+))?$/);
    this.batchId = batch && decodeURIComponent(batch[1] ?? '');
    if (this.#isIn) this.#attempt(() => this.library?.open(this.trackId));
    this.updateComplete.then(() => this.#keepFocus());
  }

  /** What had the focus may be gone or hidden with its page. */
  #keepFocus() {
    const {activeElement} = document;
    if (activeElement === document.body || activeElement?.checkVisibility()) return;
    this.#main.focus({preventScroll: true});
    window.scrollTo(0, 0);
  }

  get #main() {
    return /** @type {HTMLElement} */ (this.querySelector('#main'));
  }

  updated() {
    const name = this.library?.track(this.trackId)?.name;
    document.title = name ? `${[...name].slice(0, 80).join('')} · Sound Forge Alchemy` : 'Sound Forge Alchemy';
  }

  /** @param {() => unknown} action whose failure is shown */
  async #attempt(action) {
    try {
      await action();
    } catch (error) {
      this.alert = /** @type {Error} */ (error).message;
    }
  }

  /** @param {Track} track */
  #announce(track) {
    const outcome = {ready: 'is ready', partial: 'is partly done', error: 'failed'};
    this.said = `${track.name} ${outcome[/** @type {keyof typeof outcome} */ (track.status)] ?? 'is done'}.`;
  }

  #acceptDrops() {
    const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
    window.addEventListener('dragover', event => {
      if (!carriesFiles(event) || !this.#isIn) return;
      event.preventDefault();
      this.dragging = true;
    });
    window.addEventListener('dragleave', event => (this.dragging = event.relatedTarget !== null));
    window.addEventListener('drop', event => {
      if (!carriesFiles(event) || !this.#isIn) return;
      event.preventDefault();
      this.dragging = false;
      this.#takeFiles([...(event.dataTransfer?.files ?? [])]);
    });
  }

  /** @param {File[]} files */
  async #takeFiles(files) {
    location.hash = '#/';
    this.trackId = null;
    this.batchId = null;
    await this.updateComplete;
    /** @type {import('./import-panel.js').ImportPanel} */ (this.querySelector('import-panel')).addFiles(files);
  }

  /** Opens a single new track, unless something was refused or the reader has gone elsewhere. */
  async #imported(/** @type {CustomEvent<{ids: string[], all: boolean}>} */ {detail: {ids, all}}) {
    this.said = ids.length === 1 ? 'The track was added.' : `${ids.length} tracks were added.`;
    await this.#attempt(() => Promise.all(ids.map(id => this.library?.refresh(id))));
    if (ids.length === 1 && all && this.trackId === null) location.hash = `#/tracks/${encodeURIComponent(ids[0])}`;
  }

  /** @param {CustomEvent<{id: string, total: number}>} event a batch that has begun */
  async #batched({detail: {id, total}}) {
    this.said = `${total} tracks were added.`;
    await this.library?.load();
    location.hash = `#/batches/${encodeURIComponent(id)}`;
  }

  /** @param {CustomEvent<string>} event id */
  async #deleted({detail: id}) {
    await this.#attempt(() => this.library?.remove(id));
    location.hash = '#/';
  }

  get #isIn() {
    return this.session?.state === 'in' || this.session?.state === 'open';
  }

  render() {
    if (!this.library || !this.live || !this.session || this.session.state === 'unknown') return nothing;
    if (!this.#isIn) return this.#signIn(this.session);
    const tracks = this.library.tracks;
    const page = this.#page(this.library.isEmpty && !this.library.query ? 0 : 1);
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      ${bar(this.live.state, this.batchId !== null, this.session, () => this.#attempt(() => this.session?.signOut()))}
      <div class="shell" data-page=${page}>
        <nav class="library" aria-label="Tracks">
          <track-list .library=${this.library} .tracks=${tracks} .current=${this.trackId}></track-list>
        </nav>
        <main id="main" tabindex="-1">
          <import-panel ?hidden=${page === 'track' || page === 'batches'} .models=${this.models} .config=${this.config}
            @imported=${this.#imported} @batched=${this.#batched}></import-panel>
          ${this.trackId === null ? nothing : this.#trackPage(this.trackId)}
          ${this.batchId === null ? nothing : this.#batches()}
        </main>
      </div>
      ${this.#toast()}
      ${this.dragging ? html`<div class="drop-veil" aria-hidden="true">${icons.upload}Drop to add</div>` : nothing}
      <div class="visually-hidden" role="status" aria-live="polite" data-testid="announcer">${this.said}</div>`;
  }

  /** @param {Session} session */
  #signIn(session) {
    return html`
      ${bar(null, false, session, () => {})}
      <div class="shell" data-page="empty">
        <main id="main" tabindex="-1"><sign-in .reason=${session.reason}></sign-in></main>
      </div>
      ${this.#toast()}`;
  }

  #toast() {
    return this.alert && html`
      <div class="toast" role="alert" data-testid="alert">
        ${icons.warning}<span>${this.alert}</span>
        <button class="plain" aria-label="Dismiss" @click=${() => (this.alert = '')}>${icons.close}</button>
      </div>`;
  }

  /** @param {number} tracks how many there are */
  #page(tracks) {
    if (this.batchId !== null) return 'batches';
    return this.trackId !== null ? 'track' : tracks ? 'home' : 'empty';
  }

  /** The page of batches, or of the one that is named. */
  #batches() {
    return this.batchId === ''
      ? html`<batch-list></batch-list>`
      : keyed(this.batchId, html`<batch-view .batchId=${this.batchId} .library=${this.library}
          @said=${(/** @type {CustomEvent<string>} */ event) => (this.said = event.detail)}></batch-view>`);
  }

  /** @param {string} id */
  #trackPage(id) {
    const track = this.library?.track(id);
    if (!track) {
      return html`<p class="missing">${this.library?.loaded ? 'There is no such track. It may have been deleted.' : 'Loading…'}</p>`;
    }
    return html`
      <track-view .track=${track} @delete=${this.#deleted}
        @chosen=${() => this.#attempt(() => this.library?.refresh(id))}
        @retry=${() => this.#attempt(() => this.library?.retry(id))}
        @cancel=${() => this.#attempt(() => this.library?.cancel(id))}
        @cancel-job=${(/** @type {CustomEvent<string>} */ event) => this.#attempt(() => this.library?.cancelJob(id, event.detail))}>
      </track-view>`;
  }

  /** @param {Event} event a fragment would change the address that the page reads */
  #skip(event) {
    event.preventDefault();
    this.#main.focus();
  }
}

customElements.define('alchemy-app', AlchemyApp);
