/** @import {Reason} from './types.js' */

/** What is compared, as people say it; what is not here is shown as the server calls it. @type {Record<string, string>} */
const LABELS = {
  title: 'Title', artists: 'Artists', duration: 'Length', version: 'Version', words: 'Other words', isrc: 'Recording code',
  audio: 'Sound', provider: 'Where it is from',
};

/** From which factor on something speaks for a recording, or is no more than doubtful. */
const FITS = 0.85;
const DOUBTFUL = 0.5;

/** @param {number} score 0 to 1 @returns {{words: string, tone: string}} how sure it is, as the server takes recordings from 0.62 on */
export function likelihood(score) {
  if (score >= 0.85) return {words: 'Very likely', tone: 'good'};
  if (score >= 0.62) return {words: 'Likely', tone: 'good'};
  return score >= 0.35 ? {words: 'Unsure', tone: 'warn'} : {words: 'Unlikely', tone: 'bad'};
}

/** @param {Reason} reason @returns {{label: string, text: string, tone: string, verdict: string}} for people */
export function explained({of, factor, finding}) {
  const [tone, verdict] = factor >= FITS ? ['good', 'fits'] : factor >= DOUBTFUL ? ['warn', 'fits in part'] : ['bad', 'does not fit'];
  const label = LABELS[of] ?? of.charAt(0).toUpperCase() + of.slice(1);
  return {label, text: plainer(finding), tone, verdict};
}

/** @param {string} finding @returns {string} without the shorthand that some findings have; others as they are */
function plainer(finding) {
  const versions = finding.match(/^more: (.*), less: (.*)$/);
  if (versions) {
    const [more, less] = versions.slice(1).map(words => (words === 'nothing' ? '' : words));
    return [more && `says “${more}”, the song does not`, less && `does not say “${less}”, the song does`].filter(Boolean).join('; ');
  }
  if (finding === 'all explained') return 'none that the song does not have';
  if (finding === "100 % of the title's letters") return 'the same';
  return finding.replace(/^unexplained: (.*)$/, 'also says “$1”').replace(/^(\d+) of \1 named/, 'named');
}
