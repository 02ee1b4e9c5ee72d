/** @import {Candidate, ChosenSource, Reason} from '../types.js' */
import {html, nothing} from 'lit';
import {clock} from '../format.js';
import {explained, likelihood} from '../reasons.js';

/** So many are shown at once; the others seldom are the song. */
const FIRST = 5;

/**
 * Recordings to choose from, best first, each with why it may be the song or not.
 *
 * @param {Candidate[]} candidates
 * @param {boolean} busy
 * @param {(candidate: string) => void} take
 * @param {ChosenSource | null | undefined} present what the audio is taken from now
 */
export function candidateList(candidates, busy, take, present) {
  const row = (/** @type {Candidate} */ each) => candidate(each, busy || isSame(each, present), take);
  const more = candidates.slice(FIRST);
  return html`
    <ol class="candidates">${candidates.slice(0, FIRST).map(row)}</ol>
    ${more.length === 0 ? nothing : html`
      <details class="more"><summary>${more.length} that fit less</summary><ol class="candidates">${more.map(row)}</ol></details>`}`;
}

/** @param {Candidate} candidate @param {ChosenSource | null | undefined} present */
const isSame = (candidate, present) =>
  present?.provider === candidate.provider && present.title === candidate.title && present.url === candidate.url;

/** @param {Candidate} one @param {boolean} busy @param {(candidate: string) => void} take */
function candidate({id, title, channel, provider, durationSeconds, url, score, reasons}, busy, take) {
  return html`
    <li class="candidate" data-testid="candidate" data-id=${id}>
      <span class="name"><bdi>${link(url, title)}</bdi></span>
      <span class="facts"><bdi>${channel}</bdi>${[' ', durationSeconds == null ? null : clock(durationSeconds), provider].filter(Boolean).join(' · ')}</span>
      ${fit(score)}
      <button type="button" class="button small" data-testid="choose" aria-label="Take ${title}" ?disabled=${busy}
        @click=${() => take(id)}>Take it</button>
      ${reasonList(reasons)}
    </li>`;
}

/** @param {number} score 0 to 1 */
export function fit(score) {
  const {words, tone} = likelihood(score);
  const percent = Math.round(score * 100);
  return html`<span class="pill" data-tone=${tone} data-testid="fit" title="How well it fits the song: ${percent} of 100">${words} · ${percent} %</span>`;
}

/** @param {Reason[] | undefined} reasons */
export const reasonList = reasons => !reasons?.length ? nothing : html`
  <ul class="reasons" aria-label="Why">
    ${reasons.map(explained).map(({label, text, tone, verdict}) => html`
      <li data-tone=${tone}><span class="visually-hidden">${verdict}: </span><b>${label}</b> <bdi>${text}</bdi></li>`)}
  </ul>`;

/** @param {string | null} url @param {string} title a link only if it is one that a browser may open, to listen before choosing */
export function link(url, title) {
  const openable = url !== null && URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
  return openable
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer" title="Listen in another tab">${title}</a>`
    : title;
}
