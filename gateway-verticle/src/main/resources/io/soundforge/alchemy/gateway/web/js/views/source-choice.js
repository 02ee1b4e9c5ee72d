/** @import {Candidate, Candidates, Track} from '../types.js' */
import {html, nothing} from 'lit';
import {chooseSource, getCandidates} from '../collection-api.js';
import {clock} from '../format.js';
import {latestByKind} from '../jobs.js';
import {View} from './view.js';

/** Shows what a track's audio could be taken from, while its owner is to choose. Silent otherwise. */
class SourceChoice extends View {
  static properties = {track: {attribute: false}, offer: {state: true}, problem: {state: true}, busy: {state: true}};

  #asked = '';

  constructor() {
    super();
    this.track = /** @type {Track} */ ({}); // The parent sets it before the first rendering.
    /** @type {Candidates | null} */
    this.offer = null;
    this.problem = '';
    this.busy = false;
  }

  /** Asks again whenever the track's fetching has moved on. */
  updated() {
    const jobs = latestByKind(this.track.jobs);
    const job = jobs.get('download') ?? jobs.get('resolve');
    const state = `${this.track.id} ${job?.status} ${job?.stage} ${job?.attempt}`;
    if (state === this.#asked) return;
    this.#asked = state;
    // Only what was looked up by a link has recordings to choose from; files and their addresses are what they are.
    if (!jobs.has('resolve') || !job || job.status === 'completed') this.offer = null;
    else this.#read();
  }

  async #read() {
    try {
      const offer = await getCandidates(this.track.id);
      this.offer = offer.state === 'choosing' ? offer : null;
    } catch (error) {
      // A server that offers no choice, or nothing to choose from for this track.
      if (![404, 405].includes(/** @type {import('../api.js').ApiError} */ (error).status)) throw error;
      this.offer = null;
    }
  }

  /** @param {{candidate: string} | {url: string}} choice */
  async #choose(choice) {
    if (this.busy) return;
    this.busy = true;
    this.problem = '';
    try {
      await chooseSource(this.track.id, choice);
      this.offer = null;
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
  }

  render() {
    if (!this.offer) return nothing;
    return html`
      <section class="choice" aria-labelledby="choice-title" data-testid="source-choice">
        <h2 id="choice-title">Which recording is it?</h2>
        <p class="facts">Nothing fits well enough to be taken without asking. Best first.</p>
        <p class="problem" role="alert" data-testid="choice-problem">${this.problem}</p>
        <ol class="candidates">${this.offer.candidates.map(candidate => this.#candidate(candidate))}</ol>
        <form class="own-link" @submit=${this.#own}>
          <label for="own-link">Another link</label>
          <input class="text" id="own-link" name="url" type="url" placeholder="https://…" autocomplete="off" data-testid="own-link">
          <button class="button" ?disabled=${this.busy} data-testid="own-link-submit">Take it</button>
        </form>
      </section>`;
  }

  /** @param {Candidate} candidate */
  #candidate({id, title, channel, provider, durationSeconds, url, score, reasons}) {
    const percent = Math.round(score * 100);
    return html`
      <li class="candidate" data-testid="candidate" data-id=${id}>
        <span class="name">${link(url, title)}</span>
        <span class="facts">${[channel, durationSeconds == null ? null : clock(durationSeconds), provider].filter(Boolean).join(' · ')}</span>
        <span class="pill" data-tone=${percent >= 70 ? 'good' : percent >= 40 ? 'warn' : 'bad'} title="How well it fits">${percent} %</span>
        <button class="button small" data-testid="choose" aria-label="Take ${title}" ?disabled=${this.busy}
          @click=${() => this.#choose({candidate: id})}>Take it</button>
        ${reasons?.length ? html`
          <ul class="reasons" aria-label="Why ${percent} %">
            ${reasons.map(({of, factor, finding}) => html`<li><b>${of}</b> ${finding} <span class="facts">× ${Number(factor).toFixed(2)}</span></li>`)}
          </ul>` : nothing}
      </li>`;
  }
}

/** @param {string} url @param {string} title a link only if it is one that a browser may open */
function link(url, title) {
  const openable = URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
  return openable ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>` : title;
}

customElements.define('source-choice', SourceChoice);
