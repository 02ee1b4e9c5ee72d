import {html, nothing} from 'lit';

/** The way through a list whose parts lead to each other: the cursors of the parts before, and of this one. */
export class Trail {
  /** @type {(string | null)[]} */
  #cursors = [null];

  get cursor() {
    return this.#cursors[this.#cursors.length - 1];
  }

  get part() {
    return this.#cursors.length;
  }

  /** @param {string} next */
  forward(next) {
    this.#cursors.push(next);
  }

  back() {
    if (this.#cursors.length > 1) this.#cursors.pop();
  }
}

/**
 * @param {Trail} trail
 * @param {string | null | undefined} next
 * @param {string} label of what is paged
 * @param {() => void} moved
 */
export function paging(trail, next, label, moved) {
  if (trail.part === 1 && !next) return nothing;
  const go = (/** @type {() => void} */ step) => () => {
    step();
    moved();
  };
  return html`
    <nav class="paging" aria-label=${label}>
      <button class="button small" data-testid="previous" ?disabled=${trail.part === 1}
        @click=${go(() => trail.back())}>Previous</button>
      <span class="facts" aria-current="page">Part ${trail.part}</span>
      <button class="button small" data-testid="next" ?disabled=${!next}
        @click=${go(() => next && trail.forward(next))}>Next</button>
    </nav>`;
}
