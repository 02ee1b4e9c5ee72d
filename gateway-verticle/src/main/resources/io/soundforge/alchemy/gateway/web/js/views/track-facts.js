/** @import {Analysis, Track} from '../types.js' */
import {html, nothing} from 'lit';
import {decimal, musical, NONE} from '../format.js';

/**
 * @typedef {object} Fact
 * @property {string} name
 * @property {string} hook
 * @property {string | null} value null when it was not found
 * @property {string} [unit]
 * @property {string} [mark] beside the value, in a frame
 * @property {string} [more] a second, smaller line
 * @property {string} [reason] why there is no value
 */

/** @param {Track} track what was found in its audio, once it was looked for */
export function trackFacts({analysis, jobs}) {
  const coming = jobs.some(job => job.kind === 'analyze' && (job.status === 'queued' || job.status === 'running'));
  const waiting = coming ? 'Not analysed yet' : 'There is no analysis of this track';
  return html`
    <dl class="track-facts" data-coming=${!analysis && coming}>
      ${(analysis ? found(analysis) : unknown(waiting)).map(fact)}
    </dl>`;
}

/** @param {string} reason @returns {Fact[]} */
function unknown(reason) {
  return [['Tempo', 'bpm'], ['Key', 'key'], ['Loudness', 'loudness'], ['Time signature', 'time-signature']]
    .map(([name, hook]) => ({name, hook, value: null, reason}));
}

/** @param {Analysis} analysis @returns {Fact[]} */
function found({bpm, beatConfidence, beats, key, loudness, timeSignature, downbeats, reasons}) {
  const why = (/** @type {string[]} */ ...fields) => fields.map(field => reasons[field]).find(Boolean);
  const {integratedLufs, loudnessRangeLu, truePeakDbtp} = loudness;
  return [
    {
      name: 'Tempo', hook: 'bpm', value: bpm == null ? null : decimal(bpm), unit: 'BPM', reason: why('bpm', 'beats'),
      more: bpm == null ? '' : [`${beats.length} beats`, sure(beatConfidence)].filter(Boolean).join(', '),
    },
    {
      name: 'Key', hook: 'key', value: key && `${musical(key.tonic)} ${key.mode}`, reason: why('key'),
      mark: key?.camelot, more: key ? sure(key.confidence) : '',
    },
    {
      name: 'Loudness', hook: 'loudness', value: integratedLufs == null ? null : decimal(integratedLufs), unit: 'LUFS',
      reason: why('integratedLufs', 'loudness'),
      more: `${decimal(loudnessRangeLu)} LU range, ${decimal(truePeakDbtp)} dBTP`,
    },
    {
      name: 'Time signature', hook: 'time-signature', value: timeSignature, reason: why('timeSignature', 'downbeats'),
      more: timeSignature == null ? '' : `${downbeats.length} bars`,
    },
  ];
}

/** @param {number | null} confidence 0 to 1 */
const sure = confidence => (confidence == null ? '' : `${Math.round(confidence * 100)} % sure`);

/** @param {Fact} fact */
function fact({name, hook, value, unit, mark, more, reason = 'Nothing was found'}) {
  const described = `${name}: not known. ${reason}`;
  return html`
    <div class="fact" data-known=${value !== null}>
      <dt>${name}</dt>
      <dd data-testid=${hook}>
        ${value === null
          ? html`<span class="none" tabindex="0" role="note" title=${reason} data-tip=${reason} aria-label=${described}>${NONE}</span>`
          : html`<span class="value">${value}</span>${unit ? html` <span class="unit">${unit}</span>` : nothing}
            ${mark ? html`<span class="badge" title="Camelot ${mark}" data-testid="camelot">${mark}</span>` : nothing}`}
      </dd>
      <dd class="facts">${more}</dd>
    </div>`;
}
