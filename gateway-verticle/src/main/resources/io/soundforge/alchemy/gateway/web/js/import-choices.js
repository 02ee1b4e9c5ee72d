/** @import {ImportOptions, Model} from './types.js' */
import {stemName} from './format.js';

/**
 * What is chosen in the form.
 *
 * @typedef {object} Choices
 * @property {string | undefined} model
 * @property {'all' | 'some' | 'two'} split all stems, some of them, or one against the rest
 * @property {string[]} stems wanted with `some`
 * @property {string} twoStems split off with `two`
 * @property {'minus' | 'add'} otherMethod how the rest is made with `two`
 * @property {'wav' | 'flac' | 'mp3'} format
 * @property {'16' | '24' | '32f'} bitDepth
 * @property {boolean} autoProcess
 */

/** @type {Choices} */
export const INITIAL = {
  model: undefined, split: 'all', stems: [], twoStems: 'vocals', otherMethod: 'minus', format: 'flac', bitDepth: '24', autoProcess: true,
};

/** @param {Choices} choices @param {Model[]} models @returns {Model | undefined} the chosen model, else the default */
export function modelOf({model}, models) {
  const installed = models.filter(each => each.installed);
  return installed.find(each => each.id === model) ?? installed.find(each => each.isDefault) ?? installed[0];
}

/** @param {Model[]} models @returns {Model | undefined} the one to recommend while only the preview engine is there */
export function recommended(models) {
  if (models.some(model => model.installed && !model.preview)) return undefined;
  const missing = models.filter(model => !model.installed && model.hint);
  return missing.find(model => model.id === 'htdemucs') ?? missing[0];
}

/** @param {Choices['format']} format @returns {Choices['bitDepth'][]} */
export function bitDepthsOf(format) {
  if (format === 'mp3') return [];
  return format === 'wav' ? ['16', '24', '32f'] : ['16', '24'];
}

/**
 * The choices with what does not exist, or no longer fits, replaced by what does.
 *
 * @param {Choices} choices
 * @param {Model[]} models
 * @returns {Choices}
 */
export function fitting(choices, models) {
  const stems = modelOf(choices, models)?.stems ?? [];
  const depths = bitDepthsOf(choices.format);
  return {
    ...choices,
    model: modelOf(choices, models)?.id,
    stems: choices.stems.filter(stem => stems.includes(stem)),
    twoStems: stems.length === 0 || stems.includes(choices.twoStems) ? choices.twoStems : stems[0],
    bitDepth: depths.length === 0 || depths.includes(choices.bitDepth) ? choices.bitDepth : '24',
  };
}

/** @param {Choices} choices that fit @returns {ImportOptions} as the server reads them */
export function toOptions({model, split, stems, twoStems, otherMethod, format, bitDepth, autoProcess}) {
  return {
    ...(model && {model}),
    ...(split === 'some' && stems.length > 0 && {stems}),
    ...(split === 'two' && {twoStems, otherMethod}),
    format,
    ...(format !== 'mp3' && {bitDepth}),
    autoProcess,
  };
}

/** @param {Choices} choices that fit @param {Model[]} models @returns {string} one line for people */
export function summary(choices, models) {
  const {split, stems, twoStems, format, bitDepth, autoProcess} = choices;
  const depth = bitDepth === '32f' ? '32-bit float' : `${bitDepth}-bit`;
  const file = format === 'mp3' ? 'MP3' : `${format.toUpperCase()} ${depth}`;
  if (!autoProcess) return 'Fetch only';
  const parts = {
    all: 'All stems',
    some: stems.length ? stems.map(stemName).join(', ') : 'All stems',
    two: `${stemName(twoStems)} and the rest`,
  };
  return [modelOf(choices, models)?.name, parts[split], file].filter(Boolean).join(' · ');
}
