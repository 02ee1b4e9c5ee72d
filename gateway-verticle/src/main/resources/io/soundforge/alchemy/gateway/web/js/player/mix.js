/**
 * What the listener has set for one stem.
 *
 * @typedef {{muted: boolean, soloed: boolean, volume: number}} Channel volume is the slider's place, 0 to 1
 */

/** @returns {Channel} */
export const newChannel = () => ({muted: false, soloed: false, volume: 1});

/**
 * Solo wins over everything that is not soloed; mute wins over solo.
 *
 * @param {Channel[]} channels
 * @param {number} index
 */
export function isAudible(channels, index) {
  const anySolo = channels.some(channel => channel.soloed);
  const {muted, soloed} = channels[index];
  return !muted && (soloed || !anySolo);
}

/**
 * Linear gains. The slider is squared, so that its middle is heard as about half as loud (-12 dB); its end is 1,
 * where the stems add up to the mix.
 *
 * @param {Channel[]} channels
 * @returns {number[]}
 */
export function gainsOf(channels) {
  return channels.map(({volume}, index) => (isAudible(channels, index) ? volume ** 2 : 0));
}
