/** @import {Peaks} from '../player/peaks.js' */
/** @import {Stretch} from '../player/timeline.js' */
import {html, nothing} from 'lit';
import {drawBeats, drawWave} from '../player/draw.js';
import {View} from './view.js';

/**
 * One waveform to look at and to click on: drawn twice, dim and lit, the lit one cut off at the playhead by the
 * style sheet's `--played`, so that playing moves no pixel of the canvas. Fires `seek` with seconds.
 */
class WaveForm extends View {
  static properties = {
    peaks: {attribute: false},
    stretch: {attribute: false},
    scale: {attribute: false},
    analysis: {attribute: false},
  };

  constructor() {
    super();
    /** @type {Peaks | null} */
    this.peaks = null;
    /** @type {Stretch} */
    this.stretch = {from: 0, to: 1};
    this.scale = 1;
    /** @type {{beats: number[], downbeats: number[]} | null} draws ticks when given */
    this.analysis = null;
    this.draw = this.draw.bind(this);
    this.resized = new ResizeObserver(this.draw);
    this.scheme = window.matchMedia('(prefers-color-scheme: dark)');
  }

  connectedCallback() {
    super.connectedCallback();
    this.resized.observe(this);
    this.scheme.addEventListener('change', this.draw);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.scheme.removeEventListener('change', this.draw);
  }

  updated() {
    this.draw();
  }

  draw() {
    if (!this.clientWidth) return;
    const {color} = getComputedStyle(this);
    if (this.peaks) {
      for (const canvas of this.querySelectorAll('.wave')) {
        drawWave(/** @type {HTMLCanvasElement} */ (canvas), this.peaks, this.stretch, {color, scale: this.scale});
      }
    }
    const ticks = /** @type {HTMLCanvasElement | null} */ (this.querySelector('.ticks'));
    if (ticks && this.analysis) drawBeats(ticks, this.analysis, this.stretch, getComputedStyle(ticks).color);
  }

  /** @param {PointerEvent} event */
  #pointed(event) {
    const {left, width} = this.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (event.clientX - left) / width));
    this.emit('seek', this.stretch.from + part * (this.stretch.to - this.stretch.from));
  }

  render() {
    return html`
      <div class="surface" @pointerup=${this.#pointed}>
        ${this.peaks ? html`<canvas class="wave dim"></canvas><canvas class="wave lit"></canvas>` : html`<span class="flat"></span>`}
        ${this.analysis ? html`<canvas class="ticks"></canvas>` : nothing}
        <span class="playhead"></span>
      </div>`;
  }
}

customElements.define('wave-form', WaveForm);
