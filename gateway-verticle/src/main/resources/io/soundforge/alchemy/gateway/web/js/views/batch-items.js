/** @import {BatchItem, Job} from '../types.js' */
import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {stateOf} from '../batch-states.js';
import {latestByKind, liveJobs, waitsForChoice} from '../jobs.js';
import {toldOf} from '../pasted.js';
import {statusOf} from '../status.js';
import {cover} from './cover.js';
import './source-choice.js';

/**
 * @typedef {object} Desk what the rows know and can do
 * @property {(trackId: string | null) => Job[]} jobsOf what the socket told
 * @property {string | null} choosing the track whose recordings are shown
 * @property {(trackId: string | null) => void} choose shows a track's recordings
 * @property {(trackId: string) => void} retry
 */

/** @param {BatchItem[]} items of one part @param {Desk} desk */
export function batchItems(items, desk) {
  if (items.length === 0) return html`<p class="missing">No file stands like this now.</p>`;
  return html`
    <ol class="items" aria-label="Files of the batch" data-testid="batch-items">
      ${repeat(items, item => item.index, item => row(item, desk))}
    </ol>`;
}

/** @param {BatchItem} item @param {Desk} desk */
function row(item, desk) {
  const {track_id: id, index} = item;
  const jobs = desk.jobsOf(id);
  const {name, artist, picture} = described(item);
  const waits = isWaiting(item, jobs);
  const reason = !waits && item.error && item.status !== 'cancelled' && !(jobs.length && liveJobs({jobs}).length);
  return html`
    <li class="item" data-testid="batch-item" data-index=${index} data-status=${item.status} data-waits=${waits}>
      <span class="facts number">${index + 1}</span>
      ${cover({id: id ?? item.file, name, coverUrl: picture})}
      <span class="what">
        <span class="name" dir="auto">${id === null ? name : html`<a href="#/tracks/${encodeURIComponent(id)}" title=${item.file}>${name}</a>`}</span>
        ${artist ? html`<span class="facts" dir="auto">${artist}</span>` : nothing}
      </span>
      ${state(item, jobs, waits)}
      ${waits && id !== null ? html`
        <button class="button small" data-testid="choose-recording" aria-expanded=${desk.choosing === id} aria-label="Choose a recording of ${name}"
          @click=${() => desk.choose(desk.choosing === id ? null : id)}>Choose</button>` : nothing}
      ${reason && id !== null ? html`
        <button class="button small" data-testid="retry-one" aria-label="Retry ${name}" @click=${() => desk.retry(id)}>Retry</button>` : nothing}
      ${reason ? html`<p class="problem">${item.error}</p>` : nothing}
      ${waits && desk.choosing === id ? html`<source-choice .track=${{id, jobs}}></source-choice>` : nothing}
    </li>`;
}

/** Before a track was looked up, the list that it was chosen from knows more of it. @param {BatchItem} item */
function described({file, name, artist, cover_url: picture}) {
  const told = artist ? undefined : toldOf(file);
  return told ? {name: told.title, artist: told.artist, picture: told.albumArt} : {name: name ?? file, artist, picture};
}

/** What the socket told is newer. @param {BatchItem} item @param {Job[]} jobs */
const isWaiting = (item, jobs) => {
  const job = latestByKind(jobs).get('download');
  return job ? waitsForChoice(job) : item.error_code === 'choice_needed';
};

/** @param {BatchItem} item @param {Job[]} jobs @param {boolean} waits */
function state(item, jobs, waits) {
  const moving = liveJobs({jobs}).length > 0;
  const known = moving ? statusOf({jobs, status: 'processing'}) : {...stateOf(item.status), progress: item.status === 'processing' ? item.progress : null};
  const {words, tone, progress} = waits ? {words: 'Your choice', tone: 'warn', progress: null} : known;
  return html`
    <span class="pill" data-tone=${tone} data-testid="item-state">${words}${!moving && !waits && progress !== null ? ` ${Math.floor(progress)} %` : nothing}</span>
    ${progress === null ? nothing : html`<span class="hairline" style="--part: ${progress}%"></span>`}`;
}
