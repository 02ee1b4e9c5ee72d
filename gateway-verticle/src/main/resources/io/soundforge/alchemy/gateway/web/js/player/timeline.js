const LONGEST_ZOOM = 64;
/** The playhead turns the page when it reaches this part of the window. */
const TURN_AT = 0.96;

/**
 * The stretch of the track that the waveforms show.
 *
 * @typedef {{from: number, to: number}} Stretch seconds
 */

/** Keeps what is shown: the whole track, or a part of it that follows the playhead. */
export class Timeline {
  zoom = 1;
  #from = 0;

  /** @param {number} duration seconds */
  constructor(duration) {
    this.duration = duration;
    this.stretch = this.#stretch();
  }

  get canZoomIn() {
    return this.zoom < LONGEST_ZOOM && this.duration / this.zoom > 4;
  }

  get canZoomOut() {
    return this.zoom > 1;
  }

  /** @param {number} factor 2 or 0.5 @param {number} around seconds, stays in view */
  zoomBy(factor, around) {
    this.zoom = Math.min(LONGEST_ZOOM, Math.max(1, this.zoom * factor));
    this.#moveTo(around - this.duration / this.zoom / 2);
  }

  /** @param {number} position seconds @returns {boolean} whether the stretch has moved */
  follow(position) {
    const length = this.duration / this.zoom;
    const inside = position >= this.#from && position <= this.#from + length * TURN_AT;
    const atEnd = this.#from + length >= this.duration && position >= this.#from;
    if (inside || atEnd) return false;
    this.#moveTo(position - length * (1 - TURN_AT));
    return true;
  }

  /** @param {number} from seconds */
  #moveTo(from) {
    this.#from = Math.max(0, Math.min(from, this.duration - this.duration / this.zoom));
    this.stretch = this.#stretch();
  }

  /** @returns {Stretch} */
  #stretch() {
    return {from: this.#from, to: this.#from + this.duration / this.zoom};
  }
}
