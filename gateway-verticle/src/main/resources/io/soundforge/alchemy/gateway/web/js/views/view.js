import {LitElement} from 'lit';

/** A custom element that renders into the page itself: one style sheet, working labels, simple selectors. */
export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** @param {string} type @param {unknown} [detail] handed upwards to whoever listens */
  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail, bubbles: true}));
  }
}
