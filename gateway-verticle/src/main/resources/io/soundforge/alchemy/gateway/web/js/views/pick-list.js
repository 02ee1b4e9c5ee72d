/** @import {Collection, CollectionTrack} from '../types.js' */
import {html, nothing} from 'lit';
import {View} from './view.js';

/**
 * The tracks of albums and playlists, to choose some of them or all. Fires `picked` with the ids of those that are
 * wanted, and `dropped` when none is.
 */
class PickList extends View {
  static properties = {collections: {attribute: false}, busy: {attribute: false}, chosen: {state: true}};

  constructor() {
    super();
    /** @type {Collection[]} */
    this.collections = [];
    this.busy = false;
    /** @type {Set<string>} */
    this.chosen = new Set();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('collections')) this.chosen = new Set(this.#tracks.map(track => track.id));
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

  render() {
    const count = this.chosen.size;
    return html`
      <section class="pick" aria-label="Tracks to choose from" data-testid="pick-list">
        ${this.collections.map(collection => this.#collection(collection))}
        <div class="pick-actions">
          <button type="button" class="button primary" data-testid="take" ?disabled=${count === 0 || this.busy}
            @click=${() => this.emit('picked', [...this.chosen])}>
            ${this.busy ? 'Sending…' : count === 1 ? 'Take 1 track' : `Take ${count} tracks`}</button>
          <button type="button" class="button" data-testid="drop" ?disabled=${this.busy} @click=${() => this.emit('dropped')}>Not now</button>
        </div>
      </section>`;
  }

  /** @param {Collection} collection */
  #collection({id, name, type, tracks, complete}) {
    const chosen = tracks.filter(track => this.chosen.has(track.id)).length;
    return html`
      <header class="pick-head">
        <h2 tabindex="-1" id="pick-${id}">${name}</h2>
        <span class="facts">${type} · ${chosen} of ${tracks.length} chosen${complete ? '' : ' · not all tracks could be read'}</span>
        <label class="check all"><input type="checkbox" data-testid="pick-all" .checked=${chosen === tracks.length && chosen > 0}
          .indeterminate=${chosen > 0 && chosen < tracks.length}
          @change=${(/** @type {Event} */ {target}) => this.#choose(tracks, /** @type {HTMLInputElement} */ (target).checked)}>All</label>
      </header>
      ${tracks.length === 0 ? html`<p class="missing">There are no tracks in it.</p>` : nothing}
      <ol class="pick-tracks" aria-labelledby="pick-${id}">${tracks.map(track => this.#track(track))}</ol>`;
  }

  /** @param {CollectionTrack} track */
  #track(track) {
    const {id, title, artist, albumArt, duration} = track;
    return html`
      <li>
        <label class="check" data-testid="pick">
          <input type="checkbox" .checked=${this.chosen.has(id)} aria-label="${title}, ${artist}"
            @change=${(/** @type {Event} */ {target}) => this.#choose([track], /** @type {HTMLInputElement} */ (target).checked)}>
          <span class="art" aria-hidden="true">♪${albumArt ? html`<img src=${albumArt} alt="" loading="lazy" width="40" height="40"
            referrerpolicy="no-referrer" @error=${hide}>` : nothing}</span>
          <span class="name">${title}</span><span class="facts by">${artist}</span>
          <span class="facts">${duration ?? ''}</span>
        </label>
      </li>`;
  }
}

/** The note under a picture that does not come shows instead. @param {Event} event */
const hide = ({target}) => (/** @type {HTMLImageElement} */ (target).hidden = true);

customElements.define('pick-list', PickList);
