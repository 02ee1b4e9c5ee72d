/** @import {Track} from '../types.js' */
/** @import {Library} from '../library.js' */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {clock, decimal, musical} from '../format.js';
import {statusOf} from '../status.js';
import {cover} from './cover.js';
import * as icons from './icons.js';
import {View} from './view.js';

const REST_MS = 250;

/** All tracks, newest first, each with where it stands. */
class TrackList extends View {
  static properties = {
    library: {attribute: false},
    tracks: {attribute: false},
    current: {attribute: false},
    reading: {state: true},
  };

  constructor() {
    super();
    /** @type {Library | null} */
    this.library = null;
    /** @type {Track[]} */
    this.tracks = [];
    /** @type {string | null} */
    this.current = null;
    this.reading = false;
  }

  #searching = 0;

  /** @param {InputEvent} event asks when the fingers rest */
  #search({target}) {
    const query = /** @type {HTMLInputElement} */ (target).value.trim();
    clearTimeout(this.#searching);
    this.#searching = window.setTimeout(() => this.library?.search(query), REST_MS);
  }

  async #more() {
    this.reading = true;
    await this.library?.loadMore();
    this.reading = false;
  }

  render() {
    const {library} = this;
    return html`
      <header class="library-head">
        <h2>Tracks</h2>
        <a class="button small" href="#/" aria-current=${this.current === null ? 'page' : 'false'}>${icons.plus}New</a>
      </header>
      <form class="search" role="search" @submit=${(/** @type {SubmitEvent} */ event) => event.preventDefault()}>
        <label class="visually-hidden" for="search">Search your tracks by title, artist or album</label>
        <input class="text" id="search" type="search" placeholder="Search title, artist, album" maxlength="200" autocomplete="off"
          data-testid="search" @input=${this.#search}>
      </form>
      <p class="found facts" role="status" data-testid="found">${library?.query && library.loaded && this.tracks.length
        ? `${this.tracks.length}${library.hasMore ? ' or more' : ''} found` : nothing}</p>
      ${library?.query && library.loaded && this.tracks.length === 0
        ? html`<p class="missing" role="status" data-testid="nothing-found">Nothing is called “${library.query}”.</p>` : nothing}
      ${library?.error ? html`<p class="problem" role="alert">${library.error.message}</p>` : nothing}
      <ol class="tracks" data-testid="track-list">
        ${repeat(this.tracks, track => track.id, track => this.#item(track))}
      </ol>
      ${library?.hasMore ? html`
        <button class="button quiet more" data-testid="more" ?disabled=${this.reading} @click=${this.#more}>
          ${this.reading ? 'Loading…' : 'Show older tracks'}
        </button>` : nothing}`;
  }

  /** @param {Track} track */
  #item(track) {
    const {words, progress, tone} = statusOf(track);
    const facts = [track.artist, track.duration == null ? null : clock(track.duration)].filter(Boolean).join(' · ');
    return html`
      <li>
        <a class="track-item" href="#/tracks/${encodeURIComponent(track.id)}" data-testid="track-item" data-id=${track.id}
          aria-current=${track.id === this.current ? 'page' : 'false'}>
          ${cover(track)}
          <span class="name" dir="auto">${track.name}</span>
          <span class="facts">${facts}</span>
          <span class=${tone === 'good' ? 'visually-hidden' : 'pill'} data-tone=${tone} data-testid="track-status"
            data-status=${track.status}>${words}</span>
          ${tone === 'good' ? html`<span class="facts musical">${musicalFacts(track)}</span>` : nothing}
          ${progress === null ? nothing : html`<span class="hairline" style="--part: ${progress}%"></span>`}
        </a>
      </li>`;
  }
}

/** @param {Track} track @returns {string} such as 128 BPM · F♯ minor */
function musicalFacts({bpm, key}) {
  return [bpm == null ? null : `${decimal(bpm, 0)} BPM`, key && musical(key)].filter(Boolean).join(' · ');
}

customElements.define('track-list', TrackList);
