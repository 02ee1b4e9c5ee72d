/** @import {Candidates, Job, Track} from '../types.js' */
import {html, nothing} from 'lit';
import {chooseSource, getCandidates} from '../collection-api.js';
import {latestByKind, waitsForChoice} from '../jobs.js';
import {candidateList, fit, link, reasonList} from './candidates.js';
import * as icons from './icons.js';
import {View} from './view.js';

/**
 * Shows what a track's audio was taken from, with a way to say that it is another song, and what it could be taken from
 * while its owner is to choose. Silent for tracks that were never looked for. Fires `chosen` with the track's id.
 */
class SourceChoice extends View {
  static properties = {
    track: {attribute: false},
    offer: {state: true},
    correcting: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  #asked = '';

  constructor() {
    super();
    this.track = /** @type {Pick<Track, 'id' | 'jobs'> & Partial<Track>} */ ({}); // The parent sets it before the first rendering.
    /** @type {Candidates | null} */
    this.offer = null;
    /** Whether somebody says that the audio is of another song. */
    this.correcting = false;
    this.problem = '';
    this.busy = false;
  }

  /** @returns {Job | undefined} what fetches the audio */
  get #job() {
    return latestByKind(this.track.jobs).get('download');
  }

  /** Asks again whenever the track's fetching has moved on. */
  updated() {
    const job = this.#job;
    const state = `${this.track.id} ${job?.status} ${waitsForChoice(job)} ${job?.attempt}`;
    if (state === this.#asked) return;
    const same = this.#asked.startsWith(this.track.id);
    this.#asked = state;
    if (!same) this.correcting = false;
    // Only what was looked up by a link has recordings to choose from; files and their addresses are what they are.
    if (job && latestByKind(this.track.jobs).has('resolve') && (waitsForChoice(job) || job.status === 'failed')) this.#read();
    else if (!this.correcting) this.offer = null;
  }

  async #read() {
    try {
      this.offer = await getCandidates(this.track.id);
    } catch (error) {
      // A server that offers no choice, or nothing to choose from for this track.
      if (![404, 405].includes(/** @type {import('../api.js').ApiError} */ (error).status)) this.problem = /** @type {Error} */ (error).message;
      this.offer = null;
    }
  }

  async #correct() {
    this.correcting = !this.correcting;
    if (!this.correcting) return;
    await this.#read();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('#choice-title'))?.focus();
  }

  /** @param {{candidate: string} | {url: string}} choice */
  async #choose(choice) {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      await chooseSource(this.track.id, choice);
      this.offer = null;
      this.correcting = false;
      this.emit('chosen', this.track.id);
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    }
    this.busy = false;
  }

  /** @param {SubmitEvent} event */
  #own(event) {
    event.preventDefault();
    const url = String(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get('url')).trim();
    if (url) this.#choose({url});
    else this.problem = 'Paste a link that begins with https://, to a page or an audio file.';
  }

  render() {
    if (!this.track.id) return nothing;
    return html`${this.#taken()}${this.offer && this.#isAsked ? this.#choice(this.offer) : nothing}`;
  }

  get #isAsked() {
    const job = this.#job;
    return this.correcting || waitsForChoice(job) || job?.status === 'failed';
  }

  /** What the present audio was taken from. */
  #taken() {
    const {source} = this.track;
    if (!source) return nothing;
    const {provider, title, url, score, reasons, chosenBy} = source;
    return html`
      <div class="taken facts" data-testid="taken">
        <span>Audio from ${provider}: <bdi>${link(url, title ?? url ?? '')}</bdi></span>
        ${chosenBy === 'user' ? html`<span class="badge quiet">Chosen by hand</span>` : score == null ? nothing : fit(score)}
        <button type="button" class="button small" data-testid="wrong-song" aria-expanded=${this.correcting} @click=${this.#correct}>Wrong song?</button>
        ${reasons?.length ? html`<details><summary>Why this one?</summary>${reasonList(reasons)}</details>` : nothing}
      </div>`;
  }

  /** @param {Candidates} offer */
  #choice({candidates}) {
    const any = candidates.length > 0;
    return html`
      <section class="choice" aria-labelledby="choice-title" data-testid="source-choice">
        <h2 id="choice-title" tabindex="-1">${any ? 'Which recording is it?' : 'Where can it be found?'}</h2>
        <p class="facts">${this.correcting
          ? 'What you take replaces the audio; stems and analysis are made anew.'
          : any ? 'Nothing fits well enough to be taken without asking. Best first.' : 'Nobody has anything like it. A link to the song helps.'}</p>
        <p class="problem" role="alert" data-testid="choice-problem">${this.problem && html`${icons.warning}${this.problem}`}</p>
        ${any ? candidateList(candidates, this.busy, candidate => this.#choose({candidate}), this.correcting ? this.track.source : null) : nothing}
        <form class="own-link" novalidate @submit=${this.#own}>
          <label for="own-link-${this.track.id}">${any ? 'None of these? Another link' : 'Link'}</label>
          <input class="text" id="own-link-${this.track.id}" name="url" type="url" placeholder="https://…" autocomplete="off" data-testid="own-link">
          <button class="button" ?disabled=${this.busy} data-testid="own-link-submit">Take it</button>
        </form>
      </section>`;
  }
}

customElements.define('source-choice', SourceChoice);
