/** @import {Peaks} from './peaks.js' */
/** @import {Stretch} from './timeline.js' */
import {extremes} from './peaks.js';

/** Width of a bar and of the gap behind it, in CSS pixels. */
const BAR = 2;
const GAP = 1;
/** Ticks closer than this would be a grey smear. */
const CLOSEST_TICKS = 5;

/**
 * Makes a canvas as sharp as the screen and empties it.
 *
 * @param {HTMLCanvasElement} canvas
 * @returns {{context: CanvasRenderingContext2D, width: number, height: number}} sizes in CSS pixels
 */
export function prepare(canvas) {
  const {clientWidth: width, clientHeight: height} = canvas;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  context.scale(ratio, ratio);
  return {context, width, height};
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Peaks} peaks
 * @param {Stretch} stretch
 * @param {{color: string, scale: number}} look `scale` is applied to the samples: 1 draws full scale over the full height
 */
export function drawWave(canvas, peaks, {from, to}, {color, scale}) {
  const {context, width, height} = prepare(canvas);
  const middle = height / 2;
  const secondsPerPixel = (to - from) / width;
  context.fillStyle = color;
  context.beginPath();
  for (let x = 0; x < width; x += BAR + GAP) {
    const start = from + x * secondsPerPixel;
    const [low, high] = extremes(peaks, start, start + (BAR + GAP) * secondsPerPixel);
    const top = middle - Math.min(1, high * scale) * middle;
    const bottom = middle - Math.max(-1, low * scale) * middle;
    context.roundRect(x, Math.min(top, middle - 0.5), BAR, Math.max(1, bottom - top), BAR / 2);
  }
  context.fill();
}

/**
 * Draws downbeats long and beats short, each only when there is room for them.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {{beats: number[], downbeats: number[]}} times seconds
 * @param {Stretch} stretch
 * @param {string} color
 */
export function drawBeats(canvas, {beats, downbeats}, stretch, color) {
  const {context, width, height} = prepare(canvas);
  context.fillStyle = color;
  drawTicks(context, thinned(beats, stretch, width, false), stretch, {width, top: height * 0.7, height});
  drawTicks(context, thinned(downbeats, stretch, width, true), stretch, {width, top: height * 0.3, height});
}

/** @param {CanvasRenderingContext2D} context @param {number[]} times @param {Stretch} stretch
    @param {{width: number, top: number, height: number}} box */
function drawTicks(context, times, {from, to}, {width, top, height}) {
  for (const time of times) {
    context.fillRect(Math.round(((time - from) / (to - from)) * width), top, 1, height - top);
  }
}

/**
 * @param {number[]} times ascending
 * @param {Stretch} stretch
 * @param {number} width
 * @param {boolean} halve show every 2nd, 4th, 8th … when all are too many; otherwise show none
 * @returns {number[]} the times in the stretch that can be told apart
 */
export function thinned(times, {from, to}, width, halve) {
  if (times.length < 2) return times;
  const spacing = ((times[times.length - 1] - times[0]) / (times.length - 1)) * (width / (to - from));
  let step = 1;
  while (spacing * step < CLOSEST_TICKS) step *= 2;
  if (step > 1 && !halve) return [];
  return times.filter((time, index) => index % step === 0 && time >= from && time <= to);
}
