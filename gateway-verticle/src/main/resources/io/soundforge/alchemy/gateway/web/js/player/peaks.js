/**
 * Lowest and highest sample per bin.
 *
 * @typedef {{min: Float32Array, max: Float32Array, perSecond: number}} Peaks
 */

const BINS_PER_SECOND = 200;
/** Bins between two breaths, so that the page stays responsive while long audio is read. */
const BINS_PER_SLICE = 4000;

const breathe = () => new Promise(resolve => setTimeout(resolve));

/**
 * @param {AudioBuffer} buffer
 * @param {AbortSignal} signal
 * @returns {Promise<Peaks>} over all channels
 */
export async function peaksOf(buffer, signal) {
  const bins = Math.ceil(buffer.duration * BINS_PER_SECOND);
  const peaks = {min: new Float32Array(bins), max: new Float32Array(bins), perSecond: BINS_PER_SECOND};
  const channels = Array.from({length: buffer.numberOfChannels}, (_, index) => buffer.getChannelData(index));
  for (let bin = 0; bin < bins; bin += BINS_PER_SLICE) {
    fill(peaks, channels, buffer.sampleRate / BINS_PER_SECOND, bin, Math.min(bins, bin + BINS_PER_SLICE));
    await breathe();
    signal.throwIfAborted();
  }
  return peaks;
}

/** @param {Peaks} peaks @param {Float32Array[]} channels @param {number} width samples per bin, fractional
    @param {number} from @param {number} to bins */
function fill({min, max}, channels, width, from, to) {
  for (let bin = from; bin < to; bin++) {
    const end = Math.min(channels[0].length, Math.round((bin + 1) * width));
    let low = 0;
    let high = 0;
    for (const samples of channels) {
      for (let i = Math.round(bin * width); i < end; i++) {
        const sample = samples[i];
        if (sample < low) low = sample;
        else if (sample > high) high = sample;
      }
    }
    min[bin] = low;
    max[bin] = high;
  }
}

/**
 * @param {number[]} overview absolute peaks over the whole track
 * @param {number} duration seconds
 * @returns {Peaks}
 */
export function peaksOfOverview(overview, duration) {
  const max = Float32Array.from(overview);
  return {min: max.map(value => -value), max, perSecond: overview.length / duration};
}

/** @param {Peaks} peaks @returns {number} the largest magnitude */
export function loudest({min, max}) {
  let magnitude = 0;
  for (let bin = 0; bin < max.length; bin++) magnitude = Math.max(magnitude, max[bin], -min[bin]);
  return magnitude;
}

/**
 * @param {Peaks} peaks
 * @param {number} from seconds
 * @param {number} to seconds
 * @returns {[number, number]} lowest and highest sample in between
 */
export function extremes({min, max, perSecond}, from, to) {
  const first = Math.max(0, Math.floor(from * perSecond));
  const last = Math.min(max.length, Math.max(first + 1, Math.ceil(to * perSecond)));
  let low = 0;
  let high = 0;
  for (let bin = first; bin < last; bin++) {
    low = Math.min(low, min[bin]);
    high = Math.max(high, max[bin]);
  }
  return [low, high];
}
