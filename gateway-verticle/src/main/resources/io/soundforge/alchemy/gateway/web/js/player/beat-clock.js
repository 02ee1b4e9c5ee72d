/**
 * Counts bars and beats at a position.
 *
 * @param {number[]} beats seconds, ascending
 * @param {number[]} downbeats a subset of the beats
 * @param {number} position seconds
 * @returns {{bar: number, beat: number} | null} both from 1; null before the first downbeat
 */
export function barAndBeat(beats, downbeats, position) {
  const bar = countUpTo(downbeats, position);
  if (bar === 0) return null;
  const before = countUpTo(beats, downbeats[bar - 1] - 1e-6);
  return {bar, beat: countUpTo(beats, position) - before};
}

/** @param {number[]} times ascending @param {number} position @returns {number} how many are not after the position */
function countUpTo(times, position) {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
