/** @import {BatchPart, BatchStatus} from '../types.js' */
import {html, nothing} from 'lit';
import {cancelBatch, getBatch, retryBatch} from '../batch-api.js';
import {countOf, isUnderWay, retryable, STATES} from '../batch-states.js';
import {Polling} from '../polling.js';
import {batchItems} from './batch-items.js';
import {batchBar, batchPill} from './batch-progress.js';
import * as icons from './icons.js';
import {paging, Trail} from './paging.js';
import {View} from './view.js';

/** One batch: how far it is, its files in parts, and what can be done about it. Fires `said` with what was done. */
class BatchView extends View {
  static properties = {
    batchId: {attribute: false},
    library: {attribute: false},
    part: {state: true},
    state: {state: true},
    problem: {state: true},
    busy: {state: true},
    choosing: {state: true},
  };

  #trail = new Trail();
  #polling = new Polling(() => this.#read());
  /** What the socket tells is shown at once. */
  #moved = () => this.requestUpdate();

  constructor() {
    super();
    this.batchId = '';
    /** @type {import('../library.js').Library | null} */
    this.library = null;
    /** @type {BatchPart | null} */
    this.part = null;
    /** @type {BatchStatus | null} the files that are shown; all when null */
    this.state = null;
    this.problem = '';
    this.busy = false;
    /** @type {string | null} the track whose recordings are shown */
    this.choosing = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#polling.start();
    this.library?.addEventListener('change', this.#moved);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#polling.stop();
    this.library?.removeEventListener('change', this.#moved);
    this.library?.watch([]);
  }

  async #read() {
    const {cursor} = this.#trail;
    const {state} = this;
    try {
      const part = await getBatch(this.batchId, {state, cursor});
      if (cursor !== this.#trail.cursor || state !== this.state) return true;
      this.part = part;
      this.library?.watch(part.items.flatMap(({track_id: id, status}) => (id === null || status === 'completed' ? [] : [id])));
      this.problem = '';
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    }
    return this.part !== null && isUnderWay(this.part);
  }

  /** @param {BatchStatus | null} state */
  #show(state) {
    this.state = state;
    this.#trail = new Trail();
    this.#polling.now();
  }

  /** @param {() => Promise<string>} action says what it did */
  async #act(action) {
    this.busy = true;
    try {
      this.emit('said', await action());
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    }
    this.busy = false;
    await this.#polling.now();
  }

  #cancel() {
    this.#dialog.close();
    this.#act(async () => `${(await cancelBatch(this.batchId)).cancelled} files are cancelled.`);
  }

  #retry() {
    this.#act(async () => {
      const {retried} = await retryBatch(this.batchId);
      return retried === 0 ? 'There is nothing to retry.' : `${retried} ${retried === 1 ? 'track' : 'tracks'} begin again.`;
    });
  }

  /** @type {import('./batch-items.js').Desk} */
  get #desk() {
    return {
      jobsOf: id => this.library?.jobsOf(id) ?? [],
      choosing: this.choosing,
      choose: id => (this.choosing = id),
      retry: id => this.#act(async () => {
        await this.library?.retry(id);
        return 'The track begins again.';
      }),
    };
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  render() {
    return html`
      <section class="batches" aria-labelledby="batch-title" data-testid="batch-view" data-status=${this.part?.status ?? nothing}>
        <a class="back facts" href="#/batches">${icons.back}All batches</a>
        <h1 id="batch-title">${this.batchId}</h1>
        ${this.problem && html`<p class="problem" role="alert" data-testid="batch-problem">${this.problem}</p>`}
        ${this.part === null ? html`<p class="missing">${this.problem ? nothing : 'Loading…'}</p>` : this.#content(this.part)}
      </section>`;
  }

  /** @param {BatchPart} part */
  #content(part) {
    return html`
      <div class="batch-head">
        ${batchPill(part)}
        <span class="facts">${Math.floor(part.progress)} % of ${part.total} ${part.total === 1 ? 'file' : 'files'}</span>
        <button class="button small" data-testid="retry-failed" ?disabled=${this.busy || retryable(part) === 0}
          @click=${this.#retry}>Retry failed</button>
        <button class="button small" data-testid="cancel-all" ?disabled=${this.busy || !isUnderWay(part)}
          @click=${() => this.#dialog.showModal()}>Cancel all</button>
      </div>
      ${batchBar(part)}
      ${this.#filter(part)}
      ${this.#waiting(part)}
      <div @chosen=${() => this.#chosen()}>${batchItems(part.items, this.#desk)}</div>
      ${paging(this.#trail, part.next, 'Parts of the list of files', () => this.#polling.now())}
      <dialog aria-labelledby="cancel-title">
        <h2 id="cancel-title">Cancel the rest of this batch?</h2>
        <p>What is finished stays. What runs stops within seconds.</p>
        <div class="buttons">
          <button class="button" @click=${() => this.#dialog.close()}>Keep going</button>
          <button class="button danger" data-testid="confirm-cancel" @click=${this.#cancel}>Cancel all</button>
        </div>
      </dialog>`;
  }

  /** @param {BatchPart} part */
  #waiting({items}) {
    const waiting = items.filter(({track_id: id, error_code: code}) => id !== null && code === 'choice_needed').length;
    return waiting === 0 ? nothing : html`
      <p class="note warn" data-testid="waiting">${icons.warning}${waiting === 1 ? 'One song waits' : `${waiting} songs wait`}
        for you to choose a recording, because none fits for certain.</p>`;
  }

  /** The focus would be lost with what was chosen from. */
  async #chosen() {
    this.choosing = null;
    this.emit('said', 'The recording is being fetched.');
    await this.#polling.now();
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('[data-testid=choose-recording]') ?? this.querySelector('.filter button'))?.focus();
  }

  /** @param {BatchPart} part */
  #filter(part) {
    const choice = (/** @type {BatchStatus | null} */ state, /** @type {string} */ words, /** @type {number} */ count) => html`
      <button class="button small" data-testid="filter-${state ?? 'all'}" aria-pressed=${this.state === state}
        @click=${() => this.#show(state)}>${words} <span class="facts">${count}</span></button>`;
    return html`
      <div class="filter" role="group" aria-label="Show files by state">
        ${choice(null, 'All', part.total)}
        ${STATES.map(({status, words}) =>
          countOf(part, status) > 0 || this.state === status ? choice(status, words, countOf(part, status)) : nothing)}
      </div>`;
  }
}

customElements.define('batch-view', BatchView);
