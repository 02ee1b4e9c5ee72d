/** @import {Batch} from '../types.js' */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {listBatches} from '../batch-api.js';
import {isUnderWay} from '../batch-states.js';
import {ago} from '../format.js';
import {Polling} from '../polling.js';
import {batchBar, batchCounts, batchPill} from './batch-progress.js';
import {paging, Trail} from './paging.js';
import {View} from './view.js';

/** All batches, newest first, each with how far it is. */
class BatchList extends View {
  static properties = {
    batches: {state: true},
    problem: {state: true},
  };

  #trail = new Trail();
  /** @type {string | null} */
  #next = null;
  #polling = new Polling(() => this.#read());

  constructor() {
    super();
    /** @type {Batch[] | null} */
    this.batches = null;
    this.problem = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#polling.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#polling.stop();
  }

  async #read() {
    const {cursor} = this.#trail;
    try {
      const {batches, next} = await listBatches(cursor);
      if (cursor !== this.#trail.cursor) return true;
      this.batches = batches;
      this.#next = next;
      this.problem = '';
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    }
    return this.batches?.some(isUnderWay) ?? false;
  }

  render() {
    return html`
      <section class="batches" aria-labelledby="batches-title" data-testid="batch-list">
        <h1 id="batches-title">Batches</h1>
        ${this.problem && html`<p class="problem" role="alert">${this.problem}</p>`}
        ${this.batches === null ? html`<p class="missing">${this.problem ? nothing : 'Loading…'}</p>` : this.#list(this.batches)}
        ${paging(this.#trail, this.#next, 'Parts of the list of batches', () => this.#polling.now())}
      </section>`;
  }

  /** @param {Batch[]} batches */
  #list(batches) {
    if (batches.length === 0) {
      return html`<p class="missing" data-testid="no-batches">There are no batches. Programs begin them with
        <code>POST /api/audio/batch</code>.</p>`;
    }
    return html`
      <ol class="batch-cards">
        ${repeat(batches, batch => batch.job_id, batch => html`
          <li class="batch-card" data-testid="batch" data-id=${batch.job_id}>
            <a class="name" href="#/batches/${encodeURIComponent(batch.job_id)}">${batch.job_id}</a>
            ${batchPill(batch)}
            <span class="facts">${batch.total} ${batch.total === 1 ? 'file' : 'files'} · ${ago(batch.created_at, Date.now())}</span>
            <span class="facts percent">${Math.floor(batch.progress)} %</span>
            ${batchBar(batch)}
            ${batchCounts(batch)}
          </li>`)}
      </ol>`;
  }
}

customElements.define('batch-list', BatchList);
