/** @import {Track} from '../types.js' */
import {html, nothing} from 'lit';
import {ago, bytes, clock, decimal} from '../format.js';
import {firstFailed, liveJobs} from '../jobs.js';
import {statusOf} from '../status.js';
import {cover} from './cover.js';
import * as icons from './icons.js';
import {stages} from './stages.js';
import './source-choice.js';
import './stem-player.js';
import {trackFacts} from './track-facts.js';
import {View} from './view.js';

/** One track: what it is, how far it is, what was found, and its stems. Fires `cancel`, `cancel-job`, `retry`, `delete`. */
class TrackView extends View {
  static properties = {track: {attribute: false}};

  constructor() {
    super();
    this.track = /** @type {Track} */ ({}); // The parent sets it before the first rendering.
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  render() {
    const track = this.track;
    const settled = liveJobs(track).length === 0;
    const progress = track.jobs.length ? stages(track.jobs, id => this.emit('cancel-job', id)) : nothing;
    return html`
      <article class="track" data-testid="track-view" data-status=${track.status} data-id=${track.id}>
        ${this.#header()}
        ${track.error && settled ? html`
          <p class="note bad" role="alert" data-testid="track-error">${icons.warning}${track.error}</p>` : nothing}
        ${settled ? nothing : progress}
        <source-choice .track=${track}></source-choice>
        ${settled && !track.audioUrl ? nothing : trackFacts(track)}
        <stem-player .track=${track}></stem-player>
        ${this.#separation()}
        ${settled ? progress : nothing}
        ${this.#confirmation()}
      </article>`;
  }

  #header() {
    const track = this.track;
    const {words, tone} = statusOf(track);
    return html`
      <a class="back" href="#/">${icons.back}Tracks</a>
      <header class="track-head">
        ${cover(track, 72)}
        <div class="what">
          <h1 dir="auto">${track.name}</h1>
          <p class="facts" dir="auto">${[track.artist, track.album].filter(Boolean).join(' · ')}</p>
          <p class="facts">${track.duration == null ? nothing : html`<span>${clock(track.duration)}</span>`}<span>added ${ago(track.createdAt, Date.now())}</span>${this.#source()}</p>
        </div>
        <div class="actions">
          <span class="pill" data-tone=${tone} data-testid="track-status" data-status=${track.status}>${words}</span>
          ${firstFailed(track.jobs) ? html`
            <button class="button" data-testid="retry" @click=${() => this.emit('retry')}>Try again</button>` : nothing}
          ${liveJobs(track).length ? html`
            <button class="button" data-testid="cancel" @click=${() => this.emit('cancel')}>Cancel</button>` : nothing}
          <button class="button icon-only" aria-label="Delete this track" title="Delete" data-testid="delete"
            @click=${() => this.#dialog.showModal()}>${icons.trash}</button>
        </div>
      </header>`;
  }

  /** A link to where the track came from, if it is one that a browser may open. */
  #source() {
    const {sourceUrl} = this.track;
    if (!sourceUrl || !URL.canParse(sourceUrl)) return nothing;
    const {protocol, host} = new URL(sourceUrl);
    if (!['http:', 'https:'].includes(protocol)) return nothing;
    return html`<span>from <a href=${sourceUrl} target="_blank" rel="noopener noreferrer">${host}</a></span>`;
  }

  #separation() {
    const {separation, stems} = this.track;
    if (!separation || stems.length === 0) return nothing;
    const total = stems.reduce((sum, stem) => sum + stem.size, 0);
    return html`
      <p class="provenance facts" data-testid="separation">
        ${separation.preview ? html`<span class="badge" title="A sketch by the built-in engine, no match for a trained model">Preview</span>` : nothing}
        <span>Separated with ${separation.model}</span>
        <span>${stems.length} files, ${bytes(total)}</span>
        ${separation.residualDb == null ? nothing : html`
          <span title="Level of what is left when the stems' sum is taken from the mix">stems add up to the mix
            within ${decimal(separation.residualDb)} dB</span>`}
      </p>`;
  }

  #confirmation() {
    return html`
      <dialog aria-labelledby="delete-question" @close=${this.#answered}>
        <form method="dialog">
          <h2 id="delete-question">Delete “${this.track.name}”?</h2>
          <p>The audio, its stems and its analysis go with it.</p>
          <div class="buttons">
            <button class="button" value="keep">Keep</button>
            <button class="button danger" value="delete" data-testid="confirm-delete">Delete</button>
          </div>
        </form>
      </dialog>`;
  }

  #answered() {
    if (this.#dialog.returnValue === 'delete') this.emit('delete', this.track.id);
    this.#dialog.returnValue = '';
  }
}

customElements.define('track-view', TrackView);
