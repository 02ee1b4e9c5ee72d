/** @import {Collection, CollectionTrack} from '../types.js' */
import {html, nothing} from 'lit';
import {cover} from './cover.js';
import {View} from './view.js';

/** A batch reads so many albums and playlists by itself. */
const MOST_COLLECTIONS = 10;

/**
 * The tracks of albums and playlists, to choose some of them or all. Arrows move between them, and Shift chooses a range as
 * in lists of files. Fires `picked` with the links of those that are wanted, and `dropped` when none is.
 */
class PickList extends View {
  static properties = {collections: {attribute: false}, busy: {attribute: false}, chosen: {state: true}, current: {state: true}};

  /** From where a range goes. */
  #anchor = 0;
  #ranging = false;
  #extending = false;

  constructor() {
    super();
    /** @type {Collection[]} */
    this.collections = [];
    this.busy = false;
    /** @type {Set<string>} ids */
    this.chosen = new Set();
    /** The one that Tab leads to: hundreds of stops would be in the way. */
    this.current = 0;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('collections')) return;
    this.chosen = new Set(this.#tracks.map(track => track.id));
    this.current = 0;
    this.#anchor = 0;
  }

  firstUpdated() {
    this.querySelector('h2')?.focus();
  }

  get #tracks() {
    return this.collections.flatMap(({tracks}) => tracks);
  }

  /** @param {CollectionTrack[]} tracks @param {boolean} wanted */
  #choose(tracks, wanted) {
    const chosen = new Set(this.chosen);
    for (const {id} of tracks) wanted ? chosen.add(id) : chosen.delete(id);
    this.chosen = chosen;
  }

  /** @param {number} place @param {boolean} wanted */
  #toggle(place, wanted) {
    const [from, to] = this.#ranging ? [Math.min(this.#anchor, place), Math.max(this.#anchor, place)] : [place, place];
    this.#choose(this.#tracks.slice(from, to + 1), wanted);
    if (!this.#ranging) this.#anchor = place;
    this.current = place;
  }

  /** The whole of a collection is asked for by its own link, because then nobody need look up its tracks one by one. @param {Collection} collection */
  #wanted({link, tracks, total}) {
    const chosen = tracks.filter(({id}) => this.chosen.has(id));
    return link && this.collections.length <= MOST_COLLECTIONS && chosen.length > 1 && chosen.length === total ? [link] : chosen.map(track => track.link);
  }

  /** @param {KeyboardEvent} event */
  #keyed(event) {
    this.#ranging = event.shiftKey;
    const tracks = this.#tracks;
    if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.#choose(tracks, this.chosen.size < tracks.length);
      return;
    }
    const goal = {ArrowDown: this.current + 1, ArrowUp: this.current - 1, Home: 0, End: tracks.length - 1}[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    const place = Math.max(0, Math.min(tracks.length - 1, goal));
    if (event.shiftKey && !this.#extending) this.#anchor = this.current;
    this.#extending = event.shiftKey;
    if (event.shiftKey) this.#toggle(place, this.chosen.has(tracks[this.#anchor].id));
    this.current = place;
    this.updateComplete.then(() => /** @type {HTMLElement | undefined} */ (this.querySelectorAll('.pick-tracks input')[place])?.focus());
  }

  render() {
    const count = this.chosen.size;
    let before = 0;
    return html`
      <section class="pick" aria-label="Tracks to choose from" data-testid="pick-list"
        @pointerdown=${(/** @type {PointerEvent} */ event) => (this.#ranging = event.shiftKey)}>
        ${this.collections.map(collection => {
          const first = before;
          before += collection.tracks.length;
          return this.#collection(collection, first);
        })}
        <p class="facts" id="pick-keys">Arrow keys move, Space chooses, Shift a range, Ctrl+A all or none.</p>
        <div class="pick-actions">
          <button type="button" class="button primary" data-testid="take" ?disabled=${count === 0 || this.busy}
            @click=${() => this.emit('picked', this.collections.flatMap(collection => this.#wanted(collection)))}>
            ${this.busy ? 'Sending…' : count === 1 ? 'Take 1 track' : `Take ${count} tracks`}</button>
          <button type="button" class="button" data-testid="drop" ?disabled=${this.busy} @click=${() => this.emit('dropped')}>Not now</button>
        </div>
      </section>`;
  }

  /** @param {Collection} collection @param {number} first place of its first track among all */
  #collection({id, name, type, tracks, complete, total = tracks.length}, first) {
    const chosen = tracks.filter(track => this.chosen.has(track.id)).length;
    return html`
      <header class="pick-head">
        <h2 tabindex="-1" id="pick-${id}" dir="auto">${name}</h2>
        <span class="facts">${type} · <span aria-live="polite">${chosen} of ${tracks.length} chosen</span>${complete ? '' : ' · not all tracks could be read'}</span>
        <label class="check all"><input type="checkbox" data-testid="pick-all" aria-label="All of ${name}" .checked=${chosen === tracks.length && chosen > 0}
          .indeterminate=${chosen > 0 && chosen < tracks.length} ?disabled=${tracks.length === 0}
          @change=${(/** @type {Event} */ {target}) => this.#choose(tracks, /** @type {HTMLInputElement} */ (target).checked)}>All</label>
      </header>
      ${tracks.length === 0 ? html`<p class="missing">${total === 0 ? 'There are no tracks in it.' : 'All of its tracks are listed above.'}</p>` : nothing}
      <ol class="pick-tracks" aria-labelledby="pick-${id}" @keydown=${this.#keyed}>${tracks.map((track, at) => this.#track(track, first + at))}</ol>`;
  }

  /** @param {CollectionTrack} track @param {number} place among all */
  #track({id, title, artist, albumArt, duration}, place) {
    return html`
      <li>
        <label class="check" data-testid="pick">
          <input type="checkbox" .checked=${this.chosen.has(id)} aria-label=${artist ? `${title}, ${artist}` : title} aria-describedby="pick-keys"
            tabindex=${place === this.current ? 0 : -1}
            @change=${(/** @type {Event} */ {target}) => this.#toggle(place, /** @type {HTMLInputElement} */ (target).checked)}>
          ${cover({id, name: title, coverUrl: albumArt})}
          <span class="name" dir="auto">${title}</span><span class="facts by" dir="auto">${artist}</span>
          <span class="facts">${duration ?? ''}</span>
        </label>
      </li>`;
  }
}

customElements.define('pick-list', PickList);
